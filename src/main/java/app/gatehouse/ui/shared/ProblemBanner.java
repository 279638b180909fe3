package app.gatehouse.ui.shared;

import app.gatehouse.problem.Problem;
import app.gatehouse.text.Texts;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;

/**
 * A problem in words: what, why, what to do; the technical detail on demand and ready to be copied.
 */
public final class ProblemBanner extends VBox {

  private ProblemBanner(Problem problem, Texts texts, Node... actions) {
    var words = texts.problem(problem);
    getStyleClass().addAll("problem-banner", tone(problem));
    setAccessibleText(words.title() + ". " + words.cause() + " " + words.action());

    var title = Labels.of(words.title(), "problem-title");
    var details = details(problem, texts);
    details.setVisible(false);
    details.setManaged(false);
    var more = new Hyperlink(texts.get("ui.details.show"));
    more.getStyleClass().add("details-link");
    more.setOnAction(
        event -> {
          var open = !details.isVisible();
          details.setVisible(open);
          details.setManaged(open);
          more.setText(texts.get(open ? "ui.details.hide" : "ui.details.show"));
        });
    var buttons = new HBox(actions);
    buttons.getStyleClass().add("problem-actions");
    buttons.getChildren().add(more);
    buttons.setAlignment(Pos.CENTER_LEFT);
    var text =
        new VBox(
            title,
            Labels.of(words.cause(), "problem-text"),
            Labels.of(words.action(), "problem-action"),
            buttons,
            details);
    text.getStyleClass().add("problem-words");
    HBox.setHgrow(text, Priority.ALWAYS);
    var row = new HBox(Icons.of(icon(problem), "problem-icon"), text);
    row.getStyleClass().add("problem-row");
    getChildren().add(row);
  }

  /**
   * @param actions buttons that help with this problem
   */
  public static ProblemBanner of(Problem problem, Texts texts, Node... actions) {
    return new ProblemBanner(problem, texts, actions);
  }

  /** A place that shows a banner while there is a problem and takes no room otherwise. */
  public static Node slot(ObservableValue<@Nullable Problem> problem, Texts texts) {
    var slot = new StackPane();
    slot.setAlignment(Pos.TOP_LEFT);
    problem.subscribe(
        now -> {
          slot.getChildren().clear();
          if (now != null) {
            slot.getChildren().add(of(now, texts));
          }
          slot.setVisible(now != null);
          slot.setManaged(now != null);
        });
    return slot;
  }

  /** The technical side, as it is copied. */
  static String technical(Problem problem) {
    var text = new StringBuilder(problem.code().wireName());
    problem.facts().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            fact -> text.append('\n').append(fact.getKey()).append(" = ").append(fact.getValue()));
    if (problem.detail() != null) {
      text.append('\n').append(problem.detail());
    }
    return text.toString();
  }

  private static Node details(Problem problem, Texts texts) {
    var technical = technical(problem);
    var label = Labels.of(technical, "technical");
    HBox.setHgrow(label, Priority.ALWAYS);
    label.setMaxWidth(Double.MAX_VALUE);
    Button copy = CopyButton.of(() -> technical, texts);
    var box = new HBox(label, copy);
    box.getStyleClass().add("details");
    return box;
  }

  private static String tone(Problem problem) {
    return switch (problem.severity()) {
      case ERROR -> "tone-danger";
      case WARNING -> "tone-warning";
      case INFO -> "tone-info";
    };
  }

  private static Ikon icon(Problem problem) {
    return switch (problem.severity()) {
      case ERROR -> MaterialDesignA.ALERT_CIRCLE_OUTLINE;
      case WARNING -> MaterialDesignA.ALERT_OUTLINE;
      case INFO -> MaterialDesignI.INFORMATION_OUTLINE;
    };
  }
}
