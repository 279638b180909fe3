package app.gatehouse.ui.dashboard;

import app.gatehouse.problem.Problem;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.dashboard.DashboardViewModel.Phase;
import app.gatehouse.ui.shared.Children;
import app.gatehouse.ui.shared.CodePane;
import app.gatehouse.ui.shared.ConnectionPane;
import app.gatehouse.ui.shared.Keys;
import app.gatehouse.ui.shared.ProblemBanner;
import app.gatehouse.ui.shared.QuestionPane;
import app.gatehouse.ui.shared.Theme;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Everything that is published: lays out and binds, decides nothing. */
public final class DashboardView extends StackPane {
  private static final PseudoClass BESIDE_BAR = PseudoClass.getPseudoClass("beside-bar");

  /** Wider lines are hard to read. */
  private static final double MAX_WIDTH = 900;

  private final DashboardViewModel model;
  private final Texts texts;
  private final BorderPane frame = new BorderPane();
  private final ScrollPane scroll = new ScrollPane();
  private final VBox cards = new VBox();
  private final ProblemBanners problems;
  private final EmptyPane empty;
  private final VBox page;
  private final CodePane code;
  private final Map<SiteModel, SiteCard> known = new WeakHashMap<>();

  public DashboardView(DashboardViewModel model, Texts texts, Theme theme) {
    this.model = model;
    this.texts = texts;
    problems = new ProblemBanners(texts, model::fix);
    empty = new EmptyPane(model::openWizard, texts);
    code = new CodePane(texts, model::closeCode);
    page = new VBox();
    getStyleClass().add("dashboard");
    frame.setTop(new DashboardHeader(model, texts, theme));
    getChildren().addAll(frame, code, new QuestionPane(model.question(), model::answer));
    frame
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> model.question().get() != null || model.code().get() != null,
                model.question(),
                model.code()));
    Keys.enterPresses(this);
    addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    fillPage();
    model.sites().addListener((ListChangeListener<SiteModel>) change -> cards());
    model.report().subscribe(report -> report());
    model.phase().subscribe(phase -> phase());
    model.problem().subscribe(problem -> phase());
    model.code().subscribe(this::code);
    model.wanted().subscribe(this::wanted);
    cards();
  }

  private void fillPage() {
    cards.getStyleClass().add("site-list");
    page.getChildren()
        .addAll(
            ProblemBanner.slot(model.trouble(), texts),
            new WishProblem(model, texts),
            new OperationLine(model, texts),
            problems,
            empty,
            cards);
    page.getStyleClass().add("dashboard-page");
    scroll
        .viewportBoundsProperty()
        .subscribe(
            seen ->
                page.pseudoClassStateChanged(BESIDE_BAR, scroll.getWidth() - seen.getWidth() > 1));
    var middle = new StackPane(page);
    middle.getStyleClass().add("dashboard-middle");
    scroll.setContent(middle);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("page-scroll");
    scroll.setFocusTraversable(false);
  }

  private void phase() {
    switch (model.phase().get()) {
      case LOADING -> frame.setCenter(ConnectionPane.starting(texts));
      case READY -> {
        if (frame.getCenter() != scroll) {
          frame.setCenter(scroll);
        }
      }
      case UNREACHABLE -> frame.setCenter(unreachable(model.problem().get()));
    }
  }

  private Node unreachable(@Nullable Problem problem) {
    var pane = ConnectionPane.unreachable(problem, model::connect, texts);
    pane.setMaxWidth(MAX_WIDTH);
    return pane;
  }

  private void report() {
    var report = model.report().get();
    if (report != null) {
      problems.show(report.problems());
      empty.setVisible(report.sites().isEmpty());
    }
  }

  private void cards() {
    Children.update(
        cards,
        model.sites().stream()
            .map(site -> known.computeIfAbsent(site, each -> new SiteCard(each, texts)))
            .toList());
    known.keySet().retainAll(List.copyOf(model.sites()));
  }

  private void code(@Nullable SiteModel site) {
    if (site == null) {
      code.hide();
    } else {
      code.show(site.url(), site.readableUrl());
    }
  }

  private void wanted(@Nullable SiteModel site) {
    var card = site == null ? null : known.get(site);
    if (card != null) {
      // Where it is, is known once everything is laid out.
      Platform.runLater(
          () -> {
            reveal(card);
            model.found();
          });
    }
  }

  private void reveal(SiteCard card) {
    applyCss();
    layout();
    var content = scroll.getContent();
    var top = content.sceneToLocal(card.localToScene(card.getBoundsInLocal())).getMinY();
    var room = content.getBoundsInLocal().getHeight() - scroll.getViewportBounds().getHeight();
    scroll.setVvalue(room <= 0 ? 0 : Math.min(1, Math.max(0, top - 12) / room));
    card.requestFocus();
  }

  private void keyPressed(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE) {
      event.consume();
      model.escape();
    }
  }

  /** Why a wish about everything failed; goes away when it was read. */
  private static final class WishProblem extends StackPane {
    private WishProblem(DashboardViewModel model, Texts texts) {
      managedProperty().bind(visibleProperty());
      model
          .problem()
          .subscribe(
              problem -> {
                var shown = problem != null && model.phase().get() == Phase.READY;
                setVisible(shown);
                getChildren().clear();
                if (problem != null && shown) {
                  var close = new Button(texts.get("ui.close"));
                  close.setId("dismiss");
                  close.setOnAction(event -> model.dismissProblem());
                  getChildren().add(ProblemBanner.of(problem, texts, close));
                }
              });
    }
  }
}
