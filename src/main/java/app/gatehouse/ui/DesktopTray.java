package app.gatehouse.ui;

import app.gatehouse.tray.Desk;
import app.gatehouse.tray.Tray;
import java.util.Optional;

/** Puts an icon into the tray, where there is one. */
public interface DesktopTray {

  /** Blocks a few seconds at most. The tray is open and works until it is closed. */
  Optional<Tray> open(Desk desk) throws InterruptedException;
}
