package app.gatehouse.ui.wizard;

import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.ConnectionPane;
import app.gatehouse.ui.shared.Footer;
import app.gatehouse.ui.shared.PageModel;
import app.gatehouse.ui.shared.PageView;
import app.gatehouse.ui.shared.QuestionPane;
import app.gatehouse.ui.shared.Reveal;
import app.gatehouse.ui.shared.Theme;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** The frame: rail, page, the two buttons; a question or the missing service over them. */
public final class WizardView extends StackPane {
  private static final PseudoClass BESIDE_BAR = PseudoClass.getPseudoClass("beside-bar");

  /** What is seen beside that which has the focus, in pixels. */
  private static final double MARGIN = 40;

  private final WizardViewModel model;
  private final Texts texts;
  private final Map<PageModel, PageView> views = new IdentityHashMap<>();
  private final ScrollPane scroll = new ScrollPane();
  private final Footer footer;

  public WizardView(
      WizardViewModel model, Texts texts, Theme theme, Collection<? extends PageView> pages) {
    this.model = model;
    this.texts = texts;
    pages.forEach(page -> views.put(page.model(), page));
    footer = new Footer(model::primary, model::secondary);
    getStyleClass().add("wizard");
    var frame = new BorderPane();
    frame.setLeft(new StepRail(texts, theme, model));
    frame.setCenter(new BorderPane(content(), null, null, footer, null));
    var question = new QuestionPane(model.question(), model::answer);
    getChildren().addAll(frame, question);
    frame.disableProperty().bind(model.question().map(q -> q != null).orElse(false));
    addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    sceneProperty().flatMap(Scene::focusOwnerProperty).subscribe(this::reveal);
    model.connection().subscribe(state -> refresh());
    model.shown().subscribe(page -> refresh());
  }

  private Node content() {
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("page-scroll");
    // The pages inside take the focus, not the area around them.
    scroll.setFocusTraversable(false);
    scroll.viewportBoundsProperty().subscribe(seen -> alignToFooter(seen.getWidth()));
    return scroll;
  }

  /** The bar takes its room from the page's margin, so that both end where the footer does. */
  private void alignToFooter(double seenWidth) {
    var page = scroll.getContent();
    if (page != null) {
      page.pseudoClassStateChanged(BESIDE_BAR, scroll.getWidth() - seenWidth > 1);
    }
  }

  private void refresh() {
    var shown = model.shown().get();
    var ready = model.connection().get() == WizardViewModel.Connection.READY && shown != null;
    footer.setVisible(ready);
    if (!ready || shown == null) {
      scroll.setContent(connection());
      return;
    }
    var view = views.get(shown);
    if (view == null) {
      throw new IllegalStateException("no view for " + shown);
    }
    footer.show(shown);
    if (scroll.getContent() != view.node()) {
      scroll.setContent(view.node());
      alignToFooter(scroll.getViewportBounds().getWidth());
      scroll.setVvalue(0);
      Platform.runLater(() -> view.first().orElse(footer.primary()).requestFocus());
    }
  }

  private void reveal(@Nullable Node focused) {
    if (focused != null && Reveal.isWithin(scroll, focused)) {
      // Where it is, is known once everything is laid out.
      Platform.runLater(() -> Reveal.node(scroll, focused, MARGIN));
    }
  }

  private Node connection() {
    return model.connection().get() == WizardViewModel.Connection.UNREACHABLE
        ? ConnectionPane.unreachable(model.problem().get(), model::connect, texts)
        : ConnectionPane.starting(texts);
  }

  private void keyPressed(KeyEvent event) {
    footer.keyPressed(event);
    // An open list or menu closes itself with the key before it comes here.
    if (event.getCode() == KeyCode.ESCAPE) {
      event.consume();
      model.escape();
    }
  }

  /** The view that is shown now, for tests and screenshots. */
  public @Nullable Node shownNode() {
    return scroll.getContent();
  }
}
