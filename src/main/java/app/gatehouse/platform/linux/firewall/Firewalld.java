package app.gatehouse.platform.linux.firewall;

import app.gatehouse.model.network.FirewallReport;
import app.gatehouse.model.network.Passage;
import app.gatehouse.platform.linux.Tools;
import app.gatehouse.problem.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * firewalld: a service of our name in the default zone. It takes a reload until a new service is
 * known, which leaves connections alone; what was set for the running firewall only, and is not
 * kept, goes with it as with every installed package that brings a service.
 */
final class Firewalld implements Firewall {
  private static final String COMMAND = "/usr/bin/firewall-cmd";

  private final Tools tools;

  Firewalld(Tools tools) {
    this.tools = tools;
  }

  @Override
  public String name() {
    return "firewalld";
  }

  @Override
  public boolean isActive() {
    return tools.has(COMMAND) && tools.run(List.of(COMMAND, "--state")).isWell();
  }

  /** In the default zone; unknown where that is the zone of no interface, and others are. */
  @Override
  public Optional<FirewallReport> read(Ports ports) throws ProblemException {
    if (!isActive()) {
      return Optional.empty();
    }
    var name = change("--get-default-zone").strip();
    var active = zones(change("--get-active-zones"));
    var zone = FirewalldZone.parse(change("--zone=" + name, "--list-all"));
    var open = new ArrayList<>(zone.ports());
    var ours = new TreeSet<Integer>();
    for (var service : zone.services()) {
      var its = FirewalldZone.parse(change("--info-service=" + service)).ports();
      open.addAll(its);
      if (service.equals(LABEL)) {
        var numbers = its.stream().map(each -> each.replace("/tcp", "")).toList();
        Ports.parse(numbers).ifPresent(found -> ours.addAll(found.numbers()));
      }
    }
    var decides = active.isEmpty() || active.contains(name);
    return Optional.of(
        new FirewallReport(
            name(),
            ports.each(port -> decides ? zone.passage(open, port) : Passage.UNKNOWN),
            ours));
  }

  /** A zone's name stands at the beginning of a line. */
  private static Set<String> zones(String listed) {
    return listed
        .lines()
        .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
        .map(line -> line.split("\\s", 2)[0])
        .collect(Collectors.toSet());
  }

  @Override
  public Opening.Outcome open(Ports ports) throws ProblemException {
    var wanted = spelled(ports);
    var zone = change("--get-default-zone").strip();
    var isKnown = isKnown();
    var there = isKnown ? words(kept("--service=" + LABEL, "--get-ports")) : Set.<String>of();
    var isInZone = zonesWithOurs(kept("--list-all-zones")).contains(zone);
    if (there.equals(wanted) && isInZone) {
      return Opening.Outcome.OPEN_ALREADY;
    }
    if (!isKnown) {
      kept("--new-service=" + LABEL);
    }
    for (var port : there) {
      if (!wanted.contains(port)) {
        kept("--service=" + LABEL, "--remove-port=" + port);
      }
    }
    for (var port : wanted) {
      if (!there.contains(port)) {
        kept("--service=" + LABEL, "--add-port=" + port);
      }
    }
    if (!isInZone) {
      kept("--zone=" + zone, "--add-service=" + LABEL);
    }
    change("--reload");
    return Opening.Outcome.ADDED;
  }

  /** Only while it runs: without it nobody is let in anyway, and its files are its own. */
  @Override
  public boolean close() throws ProblemException {
    if (!isActive() || !isKnown()) {
      return false;
    }
    for (var zone : zonesWithOurs(kept("--list-all-zones"))) {
      kept("--zone=" + zone, "--remove-service=" + LABEL);
    }
    kept("--delete-service=" + LABEL);
    change("--reload");
    return true;
  }

  private boolean isKnown() throws ProblemException {
    return words(kept("--get-services")).contains(LABEL);
  }

  private String kept(String... options) throws ProblemException {
    var all = new ArrayList<>(List.of("--permanent"));
    all.addAll(List.of(options));
    return change(all.toArray(String[]::new));
  }

  private String change(String... options) throws ProblemException {
    var command = new ArrayList<>(List.of(COMMAND));
    command.addAll(List.of(options));
    return tools.change(command);
  }

  private static Set<String> spelled(Ports ports) {
    return ports.numbers().stream()
        .map(port -> port + "/tcp")
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+"))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A zone's name stands at the beginning of a line, perhaps with "(active)"; its parts below. */
  static Set<String> zonesWithOurs(String listed) {
    var zones = new TreeSet<String>();
    var zone = "";
    for (var line : listed.lines().toList()) {
      if (!line.isBlank() && !Character.isWhitespace(line.charAt(0))) {
        zone = line.split("\\s", 2)[0];
      } else if (line.strip().startsWith("services:")) {
        if (words(line.strip().substring("services:".length())).contains(LABEL)) {
          zones.add(zone);
        }
      }
    }
    return zones;
  }
}
