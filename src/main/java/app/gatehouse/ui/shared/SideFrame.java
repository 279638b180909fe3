package app.gatehouse.ui.shared;

import app.gatehouse.text.Texts;
import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** What lies around a page beside the overview: the place for a problem, the two buttons. */
public final class SideFrame extends BorderPane {
  private final SideModel model;
  private final ScrollPane scroll = new ScrollPane();
  private final StackPane middle = new StackPane();
  private final Footer footer;

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
    var bottom = new VBox(problem, footer);
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
  public void show(Node page, Node first) {
    middle.getChildren().setAll(page);
    scroll.setVvalue(0);
    Platform.runLater(first::requestFocus);
  }

  /** The primary button, for a page where nothing else is to have the focus first. */
  public Node primary() {
    return footer.primary();
  }

  private void keyPressed(KeyEvent event) {
    // An open list or menu closes itself with the key before it comes here.
    if (event.getCode() == KeyCode.ESCAPE) {
      event.consume();
      model.escape();
    }
  }
}
