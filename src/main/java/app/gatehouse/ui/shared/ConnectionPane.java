package app.gatehouse.ui.shared;

import app.gatehouse.problem.Problem;
import app.gatehouse.text.Texts;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;

/** Shown instead of a page while the service is being started or cannot be reached. */
public final class ConnectionPane extends VBox {

  private ConnectionPane(Node... parts) {
    super(parts);
    getStyleClass().add("connection-pane");
    setAlignment(Pos.CENTER);
  }

  /** The service is being looked for, or started. */
  public static ConnectionPane starting(Texts texts) {
    var wheel = new ProgressIndicator();
    wheel.setAccessibleText(texts.get("ui.connection.starting"));
    var words = Labels.heading(texts.get("ui.connection.starting"));
    words.setAlignment(Pos.CENTER);
    return new ConnectionPane(wheel, words);
  }

  /**
   * The service cannot be reached.
   *
   * @param problem why, in the words of {@link LostService#inWindow}
   * @param again connects again
   */
  public static ConnectionPane unreachable(@Nullable Problem problem, Runnable again, Texts texts) {
    var button = new Button(texts.get("ui.connection.again"));
    button.setId("connect-again");
    button.setDefaultButton(true);
    button.getStyleClass().add("primary-button");
    button.setOnAction(event -> again.run());
    var icon = Icons.of(MaterialDesignL.LAN_DISCONNECT, "state-icon");
    return problem == null
        ? new ConnectionPane(icon, button)
        : new ConnectionPane(icon, ProblemBanner.of(problem, texts), button);
  }
}
