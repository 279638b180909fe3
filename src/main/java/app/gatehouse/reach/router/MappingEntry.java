package app.gatehouse.reach.router;

import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A mapping as the router has it.
 *
 * @param client the device it leads to
 * @param port the port there; 0 when the router does not say
 * @param label who made it
 * @param lease what is left of its time, null when it does not end
 */
record MappingEntry(String client, int port, String label, @Nullable Duration lease) {
  /** What mappings of Gatehouse are called; a router may cut it off or add to it. */
  static final String LABEL = "Gatehouse";

  static MappingEntry of(UpnpAction.Outcome answer) {
    var seconds = number(answer.value("NewLeaseDuration"));
    return new MappingEntry(
        answer.value("NewInternalClient"),
        number(answer.value("NewInternalPort")),
        answer.value("NewPortMappingDescription"),
        seconds > 0 ? Duration.ofSeconds(seconds) : null);
  }

  boolean leadsTo(String address, int inner) {
    return client.equals(address) && port == inner;
  }

  /**
   * Made by Gatehouse on this computer.
   *
   * @param remembered the inner port of the one that Gatehouse remembers to have made; there are
   *     routers that lose the label
   */
  boolean isOurs(String address, OptionalInt remembered) {
    return client.equals(address)
        && (label.startsWith(LABEL) || remembered.isPresent() && remembered.getAsInt() == port);
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
