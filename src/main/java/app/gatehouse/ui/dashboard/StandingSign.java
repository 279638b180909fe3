package app.gatehouse.ui.dashboard;

import app.gatehouse.ui.shared.Icons;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/** How a site stands: a mark and its words. */
final class StandingSign extends HBox {
  private final FontIcon icon = Icons.of(Standing.OK.icon(), "mark-icon");
  private final Label word = new Label();
  private String tone = "";

  StandingSign() {
    getStyleClass().add("standing");
    setAlignment(Pos.CENTER_LEFT);
    word.getStyleClass().add("standing-word");
    word.setMinWidth(Region.USE_PREF_SIZE);
    setMinWidth(Region.USE_PREF_SIZE);
    setMaxHeight(Region.USE_PREF_SIZE);
    getChildren().addAll(icon, word);
  }

  void show(Standing standing, String words) {
    icon.setIconCode(standing.icon());
    word.setText(words);
    getStyleClass().remove(tone);
    tone = standing.tone();
    getStyleClass().add(tone);
  }
}
