package app.gatehouse.reach;

import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.CheckState;
import app.gatehouse.model.network.FirewallReport;
import app.gatehouse.model.network.Passage;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What this computer's firewall does with visitors, as a program that may read it told. Pure. */
final class FirewallCheck {
  private static final String ID = "firewall";
  private static final String IPTABLES = "iptables";
  private static final String BLOCKED = "blocked";
  private static final String BETWEEN = ", ";

  private FirewallCheck() {}

  /**
   * @param wanted ports as seen from the internet
   * @param inner the port of this computer where visitors of one of those arrive
   * @param report null when nobody could read the firewall
   */
  static CheckResult of(
      Set<Integer> wanted, IntUnaryOperator inner, @Nullable FirewallReport report) {
    if (report == null) {
      return unread("not-read");
    }
    var ports = new TreeSet<>(wanted);
    var blocked =
        ports.stream().filter(port -> passage(report, inner, port) == Passage.BLOCKED).toList();
    var name = report.firewall() == null ? "-" : report.firewall();
    if (!blocked.isEmpty()) {
      return CheckResult.of(ID, blocks(name, blocked, ports))
          .withFacts(Map.of(ID, name, BLOCKED, joined(blocked, BETWEEN)));
    }
    return ports.stream().allMatch(port -> passage(report, inner, port) == Passage.OPEN)
        ? CheckResult.ok(ID, Map.of(ID, name))
        : unread("not-understood").withFacts(Map.of(ID, name));
  }

  /** Whether this check found that a port is blocked. */
  static boolean blocks(CheckResult check, int port) {
    return check.id().equals(ID)
        && List.of(check.facts().getOrDefault(BLOCKED, "").split(BETWEEN))
            .contains(Integer.toString(port));
  }

  /** A port that nobody asked about is one of which nothing is known. */
  private static Passage passage(FirewallReport report, IntUnaryOperator inner, int port) {
    return report.ports().getOrDefault(inner.applyAsInt(port), Passage.UNKNOWN);
  }

  /** Our rule is for all wanted ports: opening some alone would close the others. */
  private static Problem blocks(String name, List<Integer> blocked, Set<Integer> wanted) {
    var problem =
        Problem.error(ProblemCode.FIREWALL_BLOCKS)
            .with("port", blocked.getFirst())
            .with("ports", joined(blocked, BETWEEN))
            .with("firewall", name);
    return name.equals(IPTABLES)
        ? problem.variant(IPTABLES)
        : problem.with("command", "sudo gatehouse-helper firewall-add " + joined(wanted, " "));
  }

  private static CheckResult unread(String why) {
    var problem = Problem.info(ProblemCode.NOT_SUPPORTED_HERE).variant("firewall-" + why);
    return new CheckResult(ID, CheckState.SKIPPED, Map.of(), problem);
  }

  private static String joined(Collection<Integer> ports, String between) {
    return ports.stream().map(String::valueOf).collect(Collectors.joining(between));
  }
}
