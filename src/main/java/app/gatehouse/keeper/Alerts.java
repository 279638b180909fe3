package app.gatehouse.keeper;

import app.gatehouse.model.status.Health;
import app.gatehouse.model.status.NoticeKind;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When the owner is told of a trouble without having asked, and when that it is over: a pure
 * decision over time. Nothing is told that comes and goes within minutes, and nothing twice.
 */
public final class Alerts {
  /** A restart, a renewal half-way, a router that was unplugged for a moment. */
  private static final Duration BROKEN_PATIENCE = Duration.ofMinutes(2);

  /** Apps are started anew, and load models for minutes. */
  private static final Duration ATTENTION_PATIENCE = Duration.ofMinutes(10);

  private static final Duration WELL_PATIENCE = Duration.ofMinutes(1);
  private static final int FAILED_RENEWALS = 3;
  private static final int SHARE_LEFT = 5;

  private Alerts() {}

  /**
   * What to tell.
   *
   * @param problem null when it is over
   */
  public record Tell(NoticeKind kind, @Nullable Problem problem) {}

  /**
   * @param memory for the next look
   * @param tell what to tell now, in order
   */
  public record Outcome(AlertMemory memory, List<Tell> tell) {
    public Outcome {
      tell = List.copyOf(tell);
    }
  }

  /**
   * Looks at one site.
   *
   * @param quiet whether nothing is to be told now; what goes on is told later
   */
  public static Outcome look(Instant now, Watched watched, AlertMemory memory, boolean quiet) {
    if (watched.site().paused()) {
      return new Outcome(AlertMemory.NOTHING, List.of());
    }
    var tell = new ArrayList<Tell>();
    var isRenewalTold = renewal(now, watched, memory, quiet, tell);
    var trouble = trouble(watched);
    var next =
        trouble.isPresent()
            ? bad(now, watched, trouble.get(), memory, quiet, tell)
            : well(now, memory, quiet, tell);
    return new Outcome(
        new AlertMemory(next.badSince(), next.wellSince(), next.isBadTold(), isRenewalTold), tell);
  }

  /** Whether the owner knows now that the renewal fails. */
  private static boolean renewal(
      Instant now, Watched watched, AlertMemory memory, boolean quiet, List<Tell> tell) {
    if (watched.renewal().isEmpty()) {
      // Where more was wrong than that, it is over when that is.
      if (memory.isRenewalTold() && !memory.isBadTold() && !quiet) {
        tell.add(new Tell(NoticeKind.RECOVERED, null));
      }
      return false;
    }
    if (memory.isRenewalTold() || quiet || !isRenewalWorthTelling(now, watched)) {
      return memory.isRenewalTold();
    }
    tell.add(new Tell(NoticeKind.RENEWAL_FAILING, watched.renewal().get()));
    return true;
  }

  private static boolean isRenewalWorthTelling(Instant now, Watched watched) {
    var certificate = watched.site().certificate();
    if (watched.failures() >= FAILED_RENEWALS || certificate == null) {
      return true;
    }
    var left = Duration.between(now, certificate.notAfter());
    return watched
        .lifetime()
        .filter(lifetime -> left.compareTo(lifetime.dividedBy(SHARE_LEFT)) <= 0)
        .isPresent();
  }

  /** What keeps visitors from what they should get; a renewal that fails does not yet. */
  private static Optional<Problem> trouble(Watched watched) {
    return watched.site().problems().stream()
        .filter(problem -> problem.severity() != Severity.INFO)
        .filter(problem -> watched.renewal().filter(problem::equals).isEmpty())
        .findFirst();
  }

  private static AlertMemory bad(
      Instant now,
      Watched watched,
      Problem trouble,
      AlertMemory memory,
      boolean quiet,
      List<Tell> tell) {
    var known = memory.badSince();
    var since = known == null || known.isAfter(now) ? now : known;
    var patience = watched.site().state() == Health.BROKEN ? BROKEN_PATIENCE : ATTENTION_PATIENCE;
    if (memory.isBadTold() || quiet || !Due.isDue(now, since, patience)) {
      return new AlertMemory(since, null, memory.isBadTold(), false);
    }
    tell.add(new Tell(NoticeKind.BROKEN, trouble));
    return new AlertMemory(since, null, true, false);
  }

  private static AlertMemory well(Instant now, AlertMemory memory, boolean quiet, List<Tell> tell) {
    if (!memory.isBadTold()) {
      return AlertMemory.NOTHING;
    }
    var known = memory.wellSince();
    var since = known == null || known.isAfter(now) ? now : known;
    if (!Due.isDue(now, since, WELL_PATIENCE)) {
      return new AlertMemory(null, since, true, false);
    }
    if (!quiet) {
      tell.add(new Tell(NoticeKind.RECOVERED, null));
    }
    return AlertMemory.NOTHING;
  }
}
