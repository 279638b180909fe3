package app.gatehouse.ui.shared;

import app.gatehouse.text.Texts;
import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What lies around a page beside the overview: the place for a problem, the two buttons. */
public final class SideFrame extends BorderPane {
  /** So much is seen above and below what has the focus: its name and its message. */
  private static final double MARGIN = 90;

  /** So much of that while a page opens: it is to begin with its title. */
  private static final double OPENING_MARGIN = 12;

  private final SideModel model;
  private final ScrollPane scroll = new ScrollPane();
  private final StackPane middle = new StackPane();
  private final Footer footer;
  private final VBox bottom = new VBox();

  /** Has the focus because the page was opened, not because somebody went there. */
  private @Nullable Node opening;

  public SideFrame(SideModel model, Texts texts) {
    this.model = model;
    footer = new Footer(model::primary, model::secondary);
    footer.show(model);
    footer.setMaxWidth(Page.MAX_WIDTH);
    getStyleClass().add("side-page");
    middle.getStyleClass().add("dashboard-middle");
    scroll.setContent(middle);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("page-scroll");
    // The controls inside take the focus, not the area around them.
    scroll.setFocusTraversable(false);
    sceneProperty().flatMap(Scene::focusOwnerProperty).subscribe(this::reveal);
    setCenter(scroll);
    setBottom(bottom(texts));
    addEventFilter(KeyEvent.KEY_PRESSED, footer::keyPressed);
    addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
  }

  private Node bottom(Texts texts) {
    var problem = new StackPane(ProblemBanner.slot(model.problem(), texts));
    problem.getStyleClass().add("side-problem");
    problem.setMaxWidth(Page.MAX_WIDTH);
    problem.visibleProperty().bind(model.problem().isNotNull());
    problem.managedProperty().bind(problem.visibleProperty());
    bottom.getChildren().addAll(problem, footer);
    bottom.getStyleClass().add("side-bottom");
    // The bar takes its room from the page only: both are to end at the same place.
    scroll
        .viewportBoundsProperty()
        .subscribe(
            seen ->
                bottom.setPadding(
                    new Insets(0, Math.max(0, scroll.getWidth() - seen.getWidth()), 0, 0)));
    return bottom;
  }

  /**
   * Shows a page.
   *
   * @param first has the focus first
   */
  public void show(Region page, Node first) {
    page.setMaxWidth(Page.MAX_WIDTH);
    middle.getChildren().setAll(page);
    scroll.setVvalue(0);
    opening = first;
    Platform.runLater(
        () -> {
          // Until its skin is made, the area that scrolls keeps the page out of the scene.
          applyCss();
          first.requestFocus();
        });
  }

  /**
   * Shows something above the two buttons, which is to be seen wherever the page is scrolled to.
   */
  public void above(Region node) {
    node.setMaxWidth(Page.MAX_WIDTH);
    bottom.getChildren().addFirst(node);
  }

  /** The primary button, for a page where nothing else is to have the focus first. */
  public Node primary() {
    return footer.primary();
  }

  private void reveal(@Nullable Node focused) {
    if (focused != null && Reveal.isWithin(scroll, focused)) {
      var margin = focused == opening ? OPENING_MARGIN : MARGIN;
      opening = null;
      // Where it is, is known once everything is laid out.
      Platform.runLater(() -> Reveal.node(scroll, focused, margin));
    }
  }

  private void keyPressed(KeyEvent event) {
    // An open list or menu closes itself with the key before it comes here.
    if (event.getCode() == KeyCode.ESCAPE) {
      event.consume();
      model.escape();
    }
  }
}
