package app.gatehouse.reach;

import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.CheckState;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.reach.router.TableEntry;
import java.util.Map;
import java.util.TreeMap;

/** What the router's table means for a port that shall be reachable. Pure. */
final class MappingCheck {
  private static final String STATE = "state";
  private static final String OTHER_HOST = "other-host";

  private MappingCheck() {}

  static String id(int port) {
    return "mapping-" + port;
  }

  /** Without a router there is no table. */
  static CheckResult notAsked(int port) {
    return CheckResult.skipped(id(port)).withFacts(facts(port));
  }

  /**
   * @param port as seen from the internet
   * @param inner the port of this computer where its visitors shall arrive
   */
  static CheckResult of(int port, int inner, TableEntry entry) {
    return switch (entry) {
      case TableEntry.Hidden hidden -> {
        var why = Problem.info(ProblemCode.NOT_SUPPORTED_HERE).variant("mapping-table");
        yield new CheckResult(id(port), CheckState.SKIPPED, facts(port), why);
      }
      case TableEntry.None none -> CheckResult.ok(id(port), with(facts(port), STATE, "none"));
      case TableEntry.Taken taken -> taken(port, inner, taken);
    };
  }

  private static CheckResult taken(int port, int inner, TableEntry.Taken taken) {
    var facts = facts(port);
    with(facts, "leads-to", taken.client() + ":" + taken.port());
    if (!taken.label().isEmpty()) {
      with(facts, "label", taken.label());
    }
    if (taken.here() && taken.port() == inner) {
      return CheckResult.ok(id(port), with(facts, STATE, "here"));
    }
    if (taken.here() && taken.ours()) {
      // It is made anew as soon as the port is wanted.
      return CheckResult.ok(id(port), with(facts, STATE, "other-port"));
    }
    return CheckResult.of(id(port), conflict(port, taken))
        .withFacts(with(facts, STATE, "conflict"));
  }

  private static Problem conflict(int port, TableEntry.Taken taken) {
    var problem = Problem.error(ProblemCode.MAPPING_CONFLICT).with("port", port);
    if (taken.here()) {
      return problem.variant("this-computer");
    }
    if (taken.client().isEmpty()) {
      return problem;
    }
    var named = problem.with(OTHER_HOST, taken.client());
    if (taken.ours()) {
      return named.variant("old-address");
    }
    return taken.label().isEmpty() ? named : named.variant("labelled").with("label", taken.label());
  }

  private static Map<String, String> facts(int port) {
    return new TreeMap<>(Map.of("port", Integer.toString(port)));
  }

  private static Map<String, String> with(Map<String, String> facts, String name, String value) {
    facts.put(name, value);
    return facts;
  }
}
