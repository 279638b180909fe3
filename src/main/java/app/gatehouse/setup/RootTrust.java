package app.gatehouse.setup;

import app.gatehouse.model.status.StepState;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether this computer trusts the root certificate of a home's private addresses. */
public interface RootTrust {
  /** Lists of trusted certificates. */
  enum Place {
    /** The system's own, which most programs use; changing it takes an administrator. */
    SYSTEM,
    /** Those that browsers keep for this user. */
    BROWSERS
  }

  /**
   * @param name as programs show it
   * @param sha256 its fingerprint, as browsers show it: pairs of digits with colons
   */
  record Root(String name, String sha256, Instant notAfter) {}

  /**
   * What became of one place.
   *
   * @param state {@code OK} when it was seen there afterwards, or seen to be gone; {@code SKIPPED}
   *     where there is nothing to do; {@code WARNING} when it was done and could not be seen
   * @param stores which lists, where there may be several
   */
  record Outcome(Place id, StepState state, List<String> stores, @Nullable Problem problem) {
    public Outcome {
      stores = List.copyOf(stores);
    }
  }

  /**
   * The root that {@link #add} would trust.
   *
   * @throws ProblemException {@code certificate-missing} while the home has none, {@code
   *     certificate-not-trusted-here} when it is not one that may be trusted, {@code
   *     service-not-reachable} or {@code no-permission} when this user may not know it
   */
  Root root() throws ProblemException;

  /** The root that {@link #remove} would take back; empty when there is none of ours. */
  Optional<Root> trusted();

  /** Trusts the root in every place, as far as that goes. Asks for an administrator's password. */
  List<Outcome> add() throws ProblemException;

  /** Takes back what is ours in every place. Asks for an administrator's password. */
  List<Outcome> remove() throws ProblemException;
}
