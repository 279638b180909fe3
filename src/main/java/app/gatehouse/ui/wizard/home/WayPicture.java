package app.gatehouse.ui.wizard.home;

import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.Icons;
import app.gatehouse.ui.shared.Labels;
import app.gatehouse.ui.shared.Mark;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;

/** The way from the internet to this computer, drawn: three places and the lines between them. */
final class WayPicture extends HBox {
  private final HomeViewModel model;
  private final Texts texts;

  WayPicture(HomeViewModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
    getStyleClass().add("way");
    setAlignment(Pos.TOP_CENTER);
    getChildren()
        .addAll(
            place(Station.COMPUTER, MaterialDesignM.MONITOR),
            line(Station.ROUTER),
            place(Station.ROUTER, MaterialDesignR.ROUTER_WIRELESS),
            line(Station.INTERNET),
            place(Station.INTERNET, MaterialDesignE.EARTH));
  }

  private Node place(Station station, Ikon ikon) {
    var disc = new StackPane(Icons.of(ikon, "way-icon"));
    disc.getStyleClass().add("way-disc");
    var badge = new StackPane();
    badge.getStyleClass().add("way-badge");
    StackPane.setAlignment(badge, Pos.BOTTOM_RIGHT);
    var drawn = new StackPane(disc, badge);
    drawn.setMaxWidth(Region.USE_PREF_SIZE);
    var name = new Label(texts.get("wizard.home.station." + station.id()));
    name.getStyleClass().add("way-name");
    var word = Labels.of("", "way-word");
    var place = new VBox(drawn, name, word);
    place.getStyleClass().add("way-place");
    place.setAlignment(Pos.TOP_CENTER);
    model
        .station(station)
        .subscribe(
            mark -> {
              tone(place, mark);
              badge.getChildren().setAll(sign(mark));
              badge.setVisible(mark != Mark.WAITING);
              word.setText(texts.get(wordKey(station, mark)));
              place.setAccessibleText(name.getText() + ": " + word.getText());
            });
    return place;
  }

  private static String wordKey(Station station, Mark mark) {
    // "Unknown" means something else at each place; the other words are the same everywhere.
    return mark == Mark.UNKNOWN || mark == Mark.OK
        ? "wizard.home.station." + station.id() + (mark == Mark.OK ? ".ok" : ".unknown")
        : mark.key();
  }

  private static Node sign(Mark mark) {
    if (mark == Mark.RUNNING) {
      var wheel = new ProgressIndicator();
      wheel.getStyleClass().add("tiny-wheel");
      return wheel;
    }
    return Icons.of(mark.icon(), "mark-icon");
  }

  private Node line(Station beyond) {
    var line = new Region();
    line.getStyleClass().add("way-line");
    HBox.setHgrow(line, Priority.ALWAYS);
    ObservableValue<Mark> state = model.station(beyond);
    state.subscribe(mark -> tone(line, mark));
    return line;
  }

  private static void tone(Node node, Mark mark) {
    node.getStyleClass().removeIf(name -> name.startsWith("mark-"));
    node.getStyleClass().add(mark.tone());
  }
}
