package app.gatehouse.apps;

import java.util.List;
import java.util.Optional;

/** The system's table of listening TCP sockets, of both address families. */
@FunctionalInterface
public interface ListeningSockets {
  /**
   * Reads the table; quick, but not for an event loop.
   *
   * @return empty when this system does not show its table
   */
  Optional<List<ListeningSocket>> list();
}
