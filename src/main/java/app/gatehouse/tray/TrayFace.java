package app.gatehouse.tray;

import java.util.List;

/**
 * All that a host draws.
 *
 * @param title the program's name
 * @param tooltip what is the matter, one or more lines of plain text
 */
public record TrayFace(TrayState state, String title, String tooltip, List<MenuItem> menu) {
  public TrayFace {
    menu = List.copyOf(menu);
  }
}
