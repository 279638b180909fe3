package app.gatehouse.tray;

import java.util.Optional;
import java.util.function.Consumer;

/** The ways in which a system can show a tray icon. */
public interface TrayHosts {

  /**
   * Finds one that works here. Blocks a few seconds at most; reacts to an interrupt.
   *
   * @param chosen is told what the user wants, on a thread of the host that it must not block
   * @return empty when there is none
   */
  Optional<TrayHost> open(Consumer<TrayCommand> chosen) throws InterruptedException;
}
