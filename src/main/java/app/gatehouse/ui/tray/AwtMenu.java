package app.gatehouse.ui.tray;

import app.gatehouse.tray.MenuItem;
import app.gatehouse.tray.TrayCommand;
import java.awt.CheckboxMenuItem;
import java.awt.Menu;
import java.awt.PopupMenu;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The menu in AWT's terms. */
final class AwtMenu {
  private final Consumer<TrayCommand> chosen;

  AwtMenu(Consumer<TrayCommand> chosen) {
    this.chosen = chosen;
  }

  PopupMenu of(List<MenuItem> items) {
    var popup = new PopupMenu();
    fill(popup, items);
    return popup;
  }

  private void fill(Menu menu, List<MenuItem> items) {
    for (var item : items) {
      if (item.isSeparator()) {
        menu.addSeparator();
      } else {
        var line = line(item);
        line.setEnabled(item.isEnabled());
        menu.add(line);
      }
    }
  }

  private java.awt.MenuItem line(MenuItem item) {
    if (!item.items().isEmpty()) {
      var menu = new Menu(item.label());
      fill(menu, item.items());
      return menu;
    }
    if (item.checked() != null) {
      var line = new CheckboxMenuItem(item.label(), item.checked());
      line.addItemListener(event -> choose(item.command()));
      return line;
    }
    var line = new java.awt.MenuItem(item.label());
    line.addActionListener(event -> choose(item.command()));
    return line;
  }

  private void choose(@Nullable TrayCommand command) {
    if (command != null) {
      chosen.accept(command);
    }
  }
}
