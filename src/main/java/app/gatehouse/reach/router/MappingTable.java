package app.gatehouse.reach.router;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A router's table of port mappings (WANIPConnection:1 and :2, section 2.4). TCP only. */
final class MappingTable {
  // Error codes of WANIPConnection.
  static final int INVALID_ACTION = 401;
  static final int NOT_IMPLEMENTED = 602;
  static final int NOT_AUTHORIZED = 606;
  static final int NO_SUCH_ENTRY = 714;
  static final int CONFLICT = 718;
  static final int ONLY_PERMANENT_LEASES = 725;
  static final int CONFLICT_WITH_OTHER_MECHANISM = 729;

  private static final int MOST_ENTRIES = 200;

  private final Gateway gateway;

  MappingTable(Gateway gateway) {
    this.gateway = gateway;
  }

  /** The router's outer address as it says; empty when it says none. */
  Optional<String> outerAddress() throws IOException, InterruptedException {
    var answer = new UpnpAction("GetExternalIPAddress").send(gateway);
    return Optional.of(answer.value("NewExternalIPAddress")).filter(text -> !text.isEmpty());
  }

  /** The mapping of an outer port, if there is one. */
  Optional<MappingEntry> find(int outerPort) throws IOException, InterruptedException {
    var answer = forPort("GetSpecificPortMappingEntry", outerPort).send(gateway);
    if (answer.isDone() && !answer.value("NewInternalClient").isEmpty()) {
      return Optional.of(MappingEntry.of(answer));
    }
    var code = answer.error().orElse(NO_SUCH_ENTRY);
    return code == INVALID_ACTION || code == NOT_IMPLEMENTED
        ? findInList(outerPort)
        : Optional.empty();
  }

  /** The slow way, for routers that cannot look up one entry. */
  private Optional<MappingEntry> findInList(int outerPort)
      throws IOException, InterruptedException {
    for (var index = 0; index < MOST_ENTRIES; index++) {
      var answer =
          new UpnpAction("GetGenericPortMappingEntry")
              .with("NewPortMappingIndex", index)
              .send(gateway);
      if (!answer.isDone() || answer.value("NewExternalPort").isEmpty()) {
        return Optional.empty();
      }
      if (answer.value("NewExternalPort").equals(Integer.toString(outerPort))
          && answer.value("NewProtocol").equalsIgnoreCase("TCP")) {
        return Optional.of(MappingEntry.of(answer));
      }
    }
    return Optional.empty();
  }

  /**
   * @param lease zero for as long as the router likes
   */
  UpnpAction.Outcome add(int outerPort, int innerPort, Duration lease)
      throws IOException, InterruptedException {
    return forPort("AddPortMapping", outerPort)
        .with("NewInternalPort", innerPort)
        .with("NewInternalClient", gateway.local().getHostAddress())
        .with("NewEnabled", 1)
        .with("NewPortMappingDescription", MappingEntry.LABEL)
        .with("NewLeaseDuration", lease.toSeconds())
        .send(gateway);
  }

  UpnpAction.Outcome delete(int outerPort) throws IOException, InterruptedException {
    return forPort("DeletePortMapping", outerPort).send(gateway);
  }

  private static UpnpAction forPort(String action, int outerPort) {
    return new UpnpAction(action)
        .with("NewRemoteHost", "")
        .with("NewExternalPort", outerPort)
        .with("NewProtocol", "TCP");
  }
}
