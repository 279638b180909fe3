package app.gatehouse.ui.shared;

import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A question over the page, which waits meanwhile. */
public final class QuestionPane extends StackPane {
  private final Consumer<Boolean> answer;

  /**
   * @param question what is asked; not there while it is null
   * @param answer is told what was pressed
   */
  public QuestionPane(ObservableValue<@Nullable Question> question, Consumer<Boolean> answer) {
    this.answer = answer;
    getStyleClass().add("question-backdrop");
    question.subscribe(this::show);
  }

  private void show(@Nullable Question question) {
    setVisible(question != null);
    getChildren().clear();
    if (question == null) {
      return;
    }
    var no = new Button(question.no());
    no.setId("question-no");
    no.setOnAction(event -> answer.accept(false));
    var yes = new Button(question.yes());
    yes.setId("question-yes");
    yes.getStyleClass().add("primary-button");
    yes.setOnAction(event -> answer.accept(true));
    var buttons = new HBox(no, yes);
    buttons.getStyleClass().add("question-buttons");
    buttons.setAlignment(Pos.CENTER_RIGHT);
    var card = new VBox(Labels.heading(question.title()), Labels.text(question.text()), buttons);
    card.getStyleClass().add("question-card");
    card.setMaxSize(460, Region.USE_PREF_SIZE);
    getChildren().add(card);
    // The harmless answer is the one that Enter gives.
    Platform.runLater(no::requestFocus);
  }
}
