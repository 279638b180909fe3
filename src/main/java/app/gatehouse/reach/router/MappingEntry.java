package app.gatehouse.reach.router;

import app.gatehouse.model.network.IpLiteral;
import app.gatehouse.net.IpFacts;
import java.net.InetAddress;
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

  private static final int MOST_SHOWN = 60;

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

  /**
   * As people are shown it: what devices wrote into the table is not believed to be short or clean.
   *
   * @param local this computer's address
   */
  TableEntry shown(InetAddress local) {
    var address = IpFacts.literal(client);
    var clean = label.replaceAll("[\\p{C}\\p{Z}]+", " ").strip();
    return new TableEntry.Taken(
        address.map(IpLiteral::text).orElse(""),
        port,
        clean.substring(0, clean.offsetByCodePoints(0, most(clean))),
        address.filter(local::equals).isPresent(),
        label.startsWith(LABEL));
  }

  private static int most(String text) {
    return Math.min(MOST_SHOWN, text.codePointCount(0, text.length()));
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
