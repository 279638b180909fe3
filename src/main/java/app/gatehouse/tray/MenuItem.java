package app.gatehouse.tray;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of the menu.
 *
 * @param id stays the same from one menu to the next, so that an open menu can be brought up to
 *     date
 * @param label plain text; empty for a separator
 * @param checked null for what cannot be checked
 * @param items of the submenu; empty for what is none
 * @param command null for what only tells
 */
public record MenuItem(
    String id,
    String label,
    @Nullable Boolean checked,
    List<MenuItem> items,
    @Nullable TrayCommand command) {
  public MenuItem {
    items = List.copyOf(items);
  }

  static MenuItem action(String id, String label, TrayCommand command) {
    return new MenuItem(id, label, null, List.of(), command);
  }

  static MenuItem check(String id, String label, boolean checked, TrayCommand command) {
    return new MenuItem(id, label, checked, List.of(), command);
  }

  /** Something to read. */
  static MenuItem line(String id, String label) {
    return new MenuItem(id, label, null, List.of(), null);
  }

  static MenuItem separator(String id) {
    return line(id, "");
  }

  static MenuItem submenu(String id, String label, List<MenuItem> items) {
    return new MenuItem(id, label, null, items, null);
  }

  public boolean isSeparator() {
    return label.isEmpty();
  }

  /** Whether a click does something. */
  public boolean isEnabled() {
    return command != null || !items.isEmpty();
  }
}
