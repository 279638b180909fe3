package app.gatehouse.ui.shared;

import app.gatehouse.problem.Problem;
import app.gatehouse.text.Texts;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One check or step: a mark, its name, a word for how it stands, more on demand. */
public final class CheckRow extends VBox {

  private CheckRow(String name, Mark mark, String word, @Nullable Node more, Texts texts) {
    getStyleClass().addAll("check-row", mark.tone());
    var label = Labels.of(name, "check-name");
    var state = new Label(word);
    state.getStyleClass().add("check-word");
    state.setMinWidth(Region.USE_PREF_SIZE);
    HBox.setHgrow(label, Priority.ALWAYS);
    label.setMaxWidth(Double.MAX_VALUE);
    var row = new HBox(sign(mark, texts), label, state);
    row.getStyleClass().add("check-line");
    row.setAlignment(Pos.CENTER_LEFT);
    getChildren().add(row);
    setAccessibleText(name + ": " + word);
    if (more != null) {
      unfolding(row, more, name + ": " + word, texts);
    }
  }

  /** A row with the mark's own word. */
  public static CheckRow of(String name, Mark mark, Texts texts) {
    return new CheckRow(name, mark, texts.get(mark.key()), null, texts);
  }

  /** A row that says in its own words how it stands. */
  public static CheckRow of(String name, Mark mark, String word, Texts texts) {
    return new CheckRow(name, mark, word, null, texts);
  }

  /**
   * A row that shows a problem, or else the facts seen, when it is unfolded.
   *
   * @param actions buttons that help with the problem
   */
  public static CheckRow of(
      String name,
      Mark mark,
      Map<String, String> facts,
      @Nullable Problem problem,
      Texts texts,
      Node... actions) {
    Node more = null;
    if (problem != null) {
      more = ProblemBanner.of(problem, texts, actions);
    } else if (!facts.isEmpty()) {
      more =
          Labels.of(
              facts.entrySet().stream()
                  .sorted(Map.Entry.comparingByKey())
                  .map(fact -> fact.getKey() + " = " + fact.getValue())
                  .collect(Collectors.joining("\n")),
              "technical");
    }
    return new CheckRow(name, mark, texts.get(mark.key()), more, texts);
  }

  private void unfolding(HBox row, Node more, String spoken, Texts texts) {
    more.setVisible(false);
    more.setManaged(false);
    // Whoever goes from one to the next by keyboard hears every row.
    var link = new Hyperlink(texts.get("ui.details.show"));
    link.getStyleClass().add("details-link");
    link.setAccessibleText(spoken + ". " + texts.get("ui.details.show"));
    link.setMinWidth(Region.USE_PREF_SIZE);
    link.setOnAction(
        event -> {
          var open = !more.isVisible();
          more.setVisible(open);
          more.setManaged(open);
          link.setText(texts.get(open ? "ui.details.hide" : "ui.details.show"));
          link.setAccessibleText(spoken + ". " + link.getText());
        });
    row.getChildren().add(link);
    getChildren().add(more);
  }

  private static Node sign(Mark mark, Texts texts) {
    Node sign;
    if (mark == Mark.RUNNING) {
      sign = new ProgressIndicator();
      sign.getStyleClass().add("tiny-wheel");
    } else {
      sign = Icons.of(mark.icon(), "mark-icon");
    }
    sign.setAccessibleText(texts.get(mark.key()));
    var box = new StackPane(sign);
    box.getStyleClass().add("mark-box");
    return box;
  }
}
