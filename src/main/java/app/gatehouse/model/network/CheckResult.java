package app.gatehouse.model.network;

import app.gatehouse.problem.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one check found. The words for it are the bundle's {@link #textKey()}.
 *
 * @param id stable name, for example {@code port-80}
 * @param facts what was seen, for people who open the details
 * @param problem present unless the state is {@code OK}; a skipped check may say why
 */
public record CheckResult(
    String id, CheckState state, Map<String, String> facts, @Nullable Problem problem) {
  /** What many ids begin with that have the same words. */
  private static final List<String> SHARED =
      List.of("port", "outside-ipv4", "outside-ipv6", "forwarding", "mapping");

  public CheckResult {
    facts = Map.copyOf(facts);
  }

  public static CheckResult ok(String id, Map<String, String> facts) {
    return new CheckResult(id, CheckState.OK, facts, null);
  }

  public static CheckResult skipped(String id) {
    return new CheckResult(id, CheckState.SKIPPED, Map.of(), null);
  }

  /** Failed or warning, by the problem's severity; an info is still {@code OK}. */
  public static CheckResult of(String id, Problem problem) {
    var state =
        switch (problem.severity()) {
          case ERROR -> CheckState.FAILED;
          case WARNING -> CheckState.WARNING;
          case INFO -> CheckState.OK;
        };
    return new CheckResult(id, state, Map.of(), problem);
  }

  /** The key of its words: ports share one, which speaks of the fact {@code port}. */
  public String textKey() {
    return "check." + SHARED.stream().filter(id::startsWith).findFirst().orElse(id);
  }

  public CheckResult withFacts(Map<String, String> other) {
    return new CheckResult(id, state, other, problem);
  }
}
