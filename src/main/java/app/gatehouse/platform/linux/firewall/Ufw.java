package app.gatehouse.platform.linux.firewall;

import app.gatehouse.model.network.FirewallReport;
import app.gatehouse.platform.linux.Tools;
import app.gatehouse.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** ufw: one rule for all ports, with a comment. */
final class Ufw implements Firewall {
  private static final String UFW = "/usr/sbin/ufw";
  private static final Pattern OURS =
      Pattern.compile("ufw allow ([0-9,]+/tcp) comment '" + LABEL + "'");

  private final Tools tools;

  Ufw(Tools tools) {
    this.tools = tools;
  }

  @Override
  public String name() {
    return "ufw";
  }

  @Override
  public boolean isActive() {
    if (!tools.has(UFW)) {
      return false;
    }
    var status = tools.run(List.of(UFW, "status"));
    return status.isWell() && saysActive(status.output());
  }

  private static boolean saysActive(String status) {
    return status.lines().anyMatch("Status: active"::equals);
  }

  @Override
  public Optional<FirewallReport> read(Ports ports) throws ProblemException {
    if (!isActive()) {
      return Optional.empty();
    }
    var status = UfwStatus.parse(tools.change(List.of(UFW, "status", "verbose")));
    var ours = new TreeSet<Integer>();
    for (var rule : ours(added())) {
      var numbers = Arrays.asList(rule.replace("/tcp", "").split(",", -1));
      Ports.parse(numbers).ifPresent(found -> ours.addAll(found.numbers()));
    }
    return Optional.of(new FirewallReport(name(), ports.each(status::passage), ours));
  }

  @Override
  public Opening.Outcome open(Ports ports) throws ProblemException {
    var wanted = spelled(ports);
    var added = added();
    for (var rule : ours(added)) {
      if (!rule.equals(wanted)) {
        delete(rule);
      }
    }
    if (isThere(added, wanted)) {
      return Opening.Outcome.OPEN_ALREADY;
    }
    tools.change(List.of(UFW, "allow", wanted, "comment", LABEL));
    return Opening.Outcome.ADDED;
  }

  @Override
  public boolean close() throws ProblemException {
    if (!tools.has(UFW)) {
      return false;
    }
    var ours = ours(added());
    for (var rule : ours) {
      delete(rule);
    }
    return !ours.isEmpty();
  }

  private void delete(String rule) throws ProblemException {
    tools.change(List.of(UFW, "delete", "allow", rule));
  }

  /** Rules as commands, also while ufw is off. */
  private String added() throws ProblemException {
    return tools.change(List.of(UFW, "show", "added"));
  }

  private static String spelled(Ports ports) {
    return ports.joined(",") + "/tcp";
  }

  static List<String> ours(String added) {
    return added
        .lines()
        .map(OURS::matcher)
        .filter(found -> found.matches())
        .map(found -> found.group(1))
        .toList();
  }

  /**
   * Whether exactly this rule is there, whoever made it: to ufw both are the same, and asking for
   * it again would put our label on a rule that is not ours.
   */
  static boolean isThere(String added, String rule) {
    var line = "ufw allow " + rule;
    return added.lines().anyMatch(each -> each.equals(line) || each.startsWith(line + " comment "));
  }
}
