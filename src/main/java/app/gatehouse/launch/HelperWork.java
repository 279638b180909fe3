package app.gatehouse.launch;

import app.gatehouse.apps.ListeningSocket;
import app.gatehouse.apps.ListeningSockets;
import app.gatehouse.cert.TrustableRoot;
import app.gatehouse.platform.linux.TrustedRoots;
import app.gatehouse.platform.linux.Units;
import app.gatehouse.platform.linux.firewall.FirewallLines;
import app.gatehouse.platform.linux.firewall.Firewalls;
import app.gatehouse.platform.linux.firewall.Ports;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.state.Home;
import app.gatehouse.text.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Carries out what changes the computer itself, or what only root may see, as root. */
final class HelperWork {
  private final Firewalls firewalls;
  private final TrustedRoots roots;
  private final Units units;
  private final ListeningSockets sockets;
  private final Path home;
  private final Texts texts;

  /**
   * @param home the installed service's: no caller names another
   */
  HelperWork(
      Firewalls firewalls,
      TrustedRoots roots,
      Units units,
      ListeningSockets sockets,
      Path home,
      Texts texts) {
    this.firewalls = firewalls;
    this.roots = roots;
    this.units = units;
    this.sockets = sockets;
    this.home = home;
    this.texts = texts;
  }

  /** Returns what was done, in words, or what was read, in lines for programs. */
  String carryOut(HelperVerb verb) throws ProblemException {
    return switch (verb) {
      case HelperVerb.AllowUser _ -> throw new IllegalArgumentException("needs the service");
      case HelperVerb.Service(var installed) -> service(installed);
      case HelperVerb.PortOwner(var port) -> owner(port);
      case HelperVerb.FirewallRead(var ports) -> FirewallLines.write(firewalls.read(ports));
      case HelperVerb.FirewallAdd(var ports) -> open(ports);
      case HelperVerb.FirewallRemove() -> close();
      case HelperVerb.Trust(var trusted) -> trusted ? trust() : distrust();
    };
  }

  private String service(boolean installed) throws ProblemException {
    if (installed) {
      units.enable();
      return texts.get("helper.service.installed");
    }
    units.disable();
    return texts.get("helper.service.removed");
  }

  /** A line for each socket: the address, the process's number and name, as far as known. */
  private String owner(int port) {
    var start = "port " + port + ": ";
    var all = sockets.list();
    var holders = all.orElse(List.of()).stream().filter(each -> each.port() == port).toList();
    if (holders.isEmpty()) {
      return start + (all.isPresent() ? "free" : "unknown");
    }
    return holders.stream()
        .map(each -> start + each.bind() + " " + process(each))
        .collect(Collectors.joining("\n"));
  }

  private static String process(ListeningSocket socket) {
    return Objects.toString(socket.pid(), "-") + " " + Objects.toString(socket.process(), "-");
  }

  private String open(Ports ports) throws ProblemException {
    var opening = firewalls.open(ports);
    var numbers = ports.joined(", ");
    return switch (opening.outcome()) {
      case ADDED -> texts.get("helper.firewall.added", opening.firewall(), numbers);
      case ADDED_UNTIL_RESTART ->
          texts.get(
              "helper.firewall.added-until-restart",
              opening.firewall(),
              numbers,
              Firewalls.nftablesRule(ports));
      case OPEN_ALREADY -> texts.get("helper.firewall.open-already", opening.firewall(), numbers);
      case NOTHING_BLOCKS -> texts.get("helper.firewall.nothing-blocks", numbers);
    };
  }

  private String close() throws ProblemException {
    var changed = firewalls.close();
    return changed.isEmpty()
        ? texts.get("helper.firewall.nothing-ours")
        : texts.get("helper.firewall.removed", String.join(", ", changed));
  }

  private String trust() throws ProblemException {
    var root = TrustableRoot.read(home.resolve(Home.CERTIFICATES));
    return texts.get(roots.add(root) ? "helper.trust.added" : "helper.trust.there-already");
  }

  private String distrust() throws ProblemException {
    return texts.get(roots.remove() ? "helper.trust.removed" : "helper.trust.nothing-ours");
  }
}
