package app.gatehouse.ui.shared;

import app.gatehouse.problem.Problem;
import app.gatehouse.text.Texts;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A field with its name above and what is wrong with it, or a hint, below. */
public final class Field extends VBox {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final Label message = Labels.of("", "field-message");
  private final Control control;
  private final String hint;

  /**
   * @param name with its mnemonic
   * @param hint shown while nothing is wrong; may be empty
   */
  public Field(
      String name,
      Control control,
      String hint,
      ObservableValue<@Nullable Problem> problem,
      Texts texts) {
    this.control = control;
    this.hint = hint;
    getStyleClass().add("field");
    var label = new Label(name);
    label.setMnemonicParsing(true);
    label.setLabelFor(control);
    label.getStyleClass().add("field-name");
    control.setAccessibleText(label.getText());
    getChildren().addAll(label, control, message);
    problem.subscribe(
        now -> {
          show(now == null ? "" : words(now, texts), now);
          control.pseudoClassStateChanged(WRONG, now != null);
          control.setAccessibleHelp(message.getText());
        });
  }

  private static String words(Problem problem, Texts texts) {
    var words = texts.problem(problem);
    return texts.get("ui.field.wrong", words.title(), words.action());
  }

  private void show(String wrong, @Nullable Problem problem) {
    message.setText(problem == null ? hint : wrong);
    message.pseudoClassStateChanged(WRONG, problem != null);
    message.setVisible(!message.getText().isEmpty());
    message.setManaged(message.isVisible());
  }

  public Control control() {
    return control;
  }

  /** The first control within a page whose field says what is wrong. */
  public static Optional<Node> firstWrong(Node page) {
    return page.lookupAll(".text-input").stream()
        .filter(control -> control.getPseudoClassStates().contains(WRONG))
        .findFirst();
  }

  /** Tells when the user has finished with a control: it lost the focus. */
  public static void onLeave(TextField control, Runnable left) {
    control
        .focusedProperty()
        .subscribe(
            (before, now) -> {
              if (before && !now) {
                left.run();
              }
            });
  }
}
