package app.gatehouse.ui.shared;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.setup.RootTrust;
import app.gatehouse.setup.RootTrust.Outcome;
import app.gatehouse.setup.RootTrust.Root;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Whether this computer trusts the root of the private addresses, and the change of that. Used on
 * the thread that draws only.
 */
public final class TrustModel {

  /** What is being done at the user's wish. */
  public enum Doing {
    NOTHING,
    TRUSTING,
    UNTRUSTING
  }

  /**
   * What became of a wish.
   *
   * @param outcomes for each place
   */
  public record Told(Doing wish, List<Outcome> outcomes) {
    public Told {
      outcomes = List.copyOf(outcomes);
    }
  }

  private record Seen(Root root, Optional<Root> trusted) {}

  /** A wish, which asks for an administrator's password. */
  @FunctionalInterface
  private interface Change {
    List<Outcome> of(RootTrust trust) throws ProblemException;
  }

  private final RootTrusts trusts;
  private final TaskRunner runner;
  private final ReadOnlyObjectWrapper<@Nullable Root> root = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper trusted = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<Doing> doing = new ReadOnlyObjectWrapper<>(Doing.NOTHING);
  private final ReadOnlyObjectWrapper<@Nullable Told> told = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Problem> problem = new ReadOnlyObjectWrapper<>();
  private TaskRunner.@Nullable Task looking;

  public TrustModel(RootTrusts trusts, TaskRunner runner) {
    this.trusts = trusts;
    this.runner = runner;
  }

  /** The root that can be trusted; null until it is known, nothing can be wished before. */
  public ReadOnlyObjectProperty<@Nullable Root> root() {
    return root.getReadOnlyProperty();
  }

  /** Whether a root of this home is trusted anywhere on this computer. */
  public ReadOnlyBooleanProperty trusted() {
    return trusted.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Doing> doing() {
    return doing.getReadOnlyProperty();
  }

  /** What became of the last wish; null before the first and while there is another. */
  public ReadOnlyObjectProperty<@Nullable Told> told() {
    return told.getReadOnlyProperty();
  }

  /** Why nothing is known, or why the last wish failed as a whole. */
  public ReadOnlyObjectProperty<@Nullable Problem> problem() {
    return problem.getReadOnlyProperty();
  }

  /** Begins to look; forgets what was told of an earlier wish. */
  public void entered() {
    told.set(null);
    problem.set(null);
    look();
  }

  /** Ends looking; a wish goes on. */
  public void left() {
    if (looking != null) {
      looking.cancel();
      looking = null;
    }
  }

  private void look() {
    left();
    looking =
        runner.run(
            () -> {
              var trust = trusts.here();
              return new Seen(trust.root(), trust.trusted());
            },
            seen -> {
              root.set(seen.root());
              trusted.set(seen.trusted().isPresent());
            },
            problem::set);
  }

  /** Trusts the root that is shown; once more where a place is left. */
  public void trust() {
    change(Doing.TRUSTING, RootTrust::add);
  }

  /** Takes back what is ours. */
  public void untrust() {
    change(Doing.UNTRUSTING, RootTrust::remove);
  }

  private void change(Doing what, Change change) {
    if (doing.get() != Doing.NOTHING || root.get() == null) {
      return;
    }
    doing.set(what);
    told.set(null);
    problem.set(null);
    runner.run(
        () -> change.of(trusts.here()),
        outcomes -> {
          doing.set(Doing.NOTHING);
          told.set(new Told(what, outcomes));
          look();
        },
        why -> {
          doing.set(Doing.NOTHING);
          problem.set(why);
        });
  }
}
