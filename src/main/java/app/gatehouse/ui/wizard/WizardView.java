package app.gatehouse.ui.wizard;

import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.ConnectionPane;
import app.gatehouse.ui.shared.PageModel;
import app.gatehouse.ui.shared.PageView;
import app.gatehouse.ui.shared.QuestionPane;
import app.gatehouse.ui.shared.Theme;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** The frame: rail, page, the two buttons; a question or the missing service over them. */
public final class WizardView extends StackPane {
  private static final PseudoClass BESIDE_BAR = PseudoClass.getPseudoClass("beside-bar");

  private final WizardViewModel model;
  private final Texts texts;
  private final Map<PageModel, PageView> views = new IdentityHashMap<>();
  private final ScrollPane scroll = new ScrollPane();
  private final Button primary = new Button();
  private final Button secondary = new Button();
  private final HBox footer = new HBox();
  private Subscription buttonTexts = Subscription.EMPTY;

  public WizardView(
      WizardViewModel model, Texts texts, Theme theme, Collection<? extends PageView> pages) {
    this.model = model;
    this.texts = texts;
    pages.forEach(page -> views.put(page.model(), page));
    getStyleClass().add("wizard");
    var frame = new BorderPane();
    frame.setLeft(new StepRail(texts, theme, model));
    frame.setCenter(new BorderPane(content(), null, null, footer(), null));
    var question = new QuestionPane(model.question(), model::answer);
    getChildren().addAll(frame, question);
    frame.disableProperty().bind(model.question().map(q -> q != null).orElse(false));
    addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
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

  private Node footer() {
    primary.setDefaultButton(true);
    primary.setId("primary");
    primary.getStyleClass().add("primary-button");
    primary.setOnAction(event -> model.primary());
    secondary.setId("secondary");
    secondary.setOnAction(event -> model.secondary());
    secondary.getStyleClass().add("secondary-button");
    var filler = new Region();
    HBox.setHgrow(filler, Priority.ALWAYS);
    footer.getChildren().addAll(secondary, filler, primary);
    footer.setAlignment(Pos.CENTER);
    footer.getStyleClass().add("footer");
    return footer;
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
    buttonTexts.unsubscribe();
    buttonTexts =
        bind(primary, shown.primaryText(), shown.primaryEnabled())
            .and(bind(secondary, shown.secondaryText(), shown.secondaryEnabled()));
    if (scroll.getContent() != view.node()) {
      scroll.setContent(view.node());
      alignToFooter(scroll.getViewportBounds().getWidth());
      scroll.setVvalue(0);
      Platform.runLater(() -> view.first().orElse(primary).requestFocus());
    }
  }

  private Node connection() {
    return model.connection().get() == WizardViewModel.Connection.UNREACHABLE
        ? ConnectionPane.unreachable(model.problem().get(), model::connect, texts)
        : ConnectionPane.starting(texts);
  }

  private static Subscription bind(
      Button button, ObservableValue<String> text, ObservableValue<Boolean> enabled) {
    button.disableProperty().bind(enabled.map(e -> !e));
    return text.subscribe(
        words -> {
          var appears = !words.isEmpty() && !button.isVisible();
          button.setVisible(!words.isEmpty());
          if (!words.isEmpty()) {
            // JavaFX cannot lay out a text with a mnemonic that has become empty.
            button.setText(words);
          }
          if (appears && button.isDefaultButton()) {
            // Otherwise the Enter key would press what has the focus by chance, such as "cancel".
            Platform.runLater(button::requestFocus);
          }
        });
  }

  private void keyPressed(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER && primary.isFocused()) {
      // A default button that has the focus itself does not hear the key everywhere.
      event.consume();
      model.primary();
    }
    // An open list or menu closes itself with the key before it comes here.
    if (event.getCode() == KeyCode.ESCAPE) {
      event.consume();
      model.secondary();
    }
  }

  /** The view that is shown now, for tests and screenshots. */
  public @Nullable Node shownNode() {
    return scroll.getContent();
  }
}
