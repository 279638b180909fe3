package app.gatehouse.ui.shared;

import app.gatehouse.text.Texts;
import java.util.Locale;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** A small menu: light, dark, or as the system. */
public final class LookMenu {
  private LookMenu() {}

  public static MenuButton of(Theme theme, Texts texts) {
    var menu = new MenuButton(texts.get("ui.look"), Icons.of(MaterialDesignC.CIRCLE_HALF_FULL));
    menu.setId("look");
    menu.getStyleClass().add("look-menu");
    var group = new ToggleGroup();
    for (var look : Theme.Look.values()) {
      var item = new RadioMenuItem(texts.get("ui.look." + look.name().toLowerCase(Locale.ROOT)));
      item.setId("look-" + look.name().toLowerCase(Locale.ROOT));
      item.setToggleGroup(group);
      item.setOnAction(event -> theme.choose(look));
      theme.look().subscribe(now -> item.setSelected(now == look));
      menu.getItems().add(item);
    }
    return menu;
  }
}
