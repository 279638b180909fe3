package app.gatehouse.launch;

import app.gatehouse.platform.linux.firewall.Ports;
import java.util.List;
import java.util.Optional;

/** What {@code gatehouse-helper} can be asked for; each has a polkit action of its own. */
sealed interface HelperVerb {
  String USAGE =
      "allow-user | service-install | service-remove | port-owner PORT | firewall-read PORT... |"
          + " firewall-add PORT... | firewall-remove | trust-add | trust-remove";

  /** Lets the user who called control the service. */
  record AllowUser() implements HelperVerb {}

  /** Starts the packaged unit, now and with the system; or ends it. */
  record Service(boolean installed) implements HelperVerb {}

  /** Says who listens on a port; changes nothing. */
  record PortOwner(int port) implements HelperVerb {}

  /** Says what the firewall does with visitors of some ports; changes nothing. */
  record FirewallRead(Ports ports) implements HelperVerb {}

  /** Lets visitors in to some ports. */
  record FirewallAdd(Ports ports) implements HelperVerb {}

  record FirewallRemove() implements HelperVerb {}

  /** Makes this computer trust the service's own root, or no longer. */
  record Trust(boolean trusted) implements HelperVerb {}

  /** Empty for everything that is not exactly one of the verbs with what belongs to it. */
  static Optional<HelperVerb> parse(List<String> arguments) {
    if (arguments.isEmpty()) {
      return Optional.empty();
    }
    var rest = arguments.subList(1, arguments.size());
    return switch (arguments.getFirst()) {
      case "firewall-add" -> Ports.parse(rest).map(FirewallAdd::new);
      case "firewall-read" -> Ports.parse(rest).map(FirewallRead::new);
      case "port-owner" ->
          rest.size() == 1
              ? Ports.parse(rest).map(ports -> new PortOwner(ports.numbers().first()))
              : Optional.empty();
      default -> rest.isEmpty() ? plain(arguments.getFirst()) : Optional.empty();
    };
  }

  private static Optional<HelperVerb> plain(String word) {
    return switch (word) {
      case "allow-user" -> Optional.of(new AllowUser());
      case "service-install" -> Optional.of(new Service(true));
      case "service-remove" -> Optional.of(new Service(false));
      case "firewall-remove" -> Optional.of(new FirewallRemove());
      case "trust-add" -> Optional.of(new Trust(true));
      case "trust-remove" -> Optional.of(new Trust(false));
      default -> Optional.empty();
    };
  }
}
