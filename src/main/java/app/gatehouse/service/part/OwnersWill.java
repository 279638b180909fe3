package app.gatehouse.service.part;

import app.gatehouse.problem.ProblemException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the owner wants of the service as a whole, kept over restarts. All threads. */
public final class OwnersWill {
  private final Stored<Kept> file;
  private volatile Kept kept = new Kept(false, null, null);

  /**
   * The file's shape.
   *
   * @param offline nothing is to be reachable
   * @param quietUntil no alerts are to be told before
   * @param notToAsk parties outside that are not to be asked; null while the owner has not been
   *     told yet who they are
   */
  public record Kept(
      boolean offline, @Nullable Instant quietUntil, @Nullable Set<String> notToAsk) {}

  public OwnersWill(Stored<Kept> file) {
    this.file = file;
  }

  public synchronized void load() throws ProblemException {
    kept = file.read().orElse(kept);
  }

  public boolean isOffline() {
    return kept.offline();
  }

  /** Until when there are to be no alerts; empty when there may be. */
  public Optional<Instant> quietUntil(Instant now) {
    return Optional.ofNullable(kept.quietUntil()).filter(now::isBefore);
  }

  public boolean isQuiet(Instant now) {
    return quietUntil(now).isPresent();
  }

  synchronized void offline(boolean offline) throws ProblemException {
    keep(new Kept(offline, kept.quietUntil(), kept.notToAsk()));
  }

  public synchronized void quietUntil(Optional<Instant> until) throws ProblemException {
    keep(new Kept(kept.offline(), until.orElse(null), kept.notToAsk()));
  }

  /**
   * Parties outside that are not to be asked; empty while nobody may be, since the owner has not
   * been told who they are.
   */
  public Optional<Set<String>> notToAsk() {
    return Optional.ofNullable(kept.notToAsk());
  }

  /** The owner was shown who may be asked. */
  public synchronized void toldWhoIsAsked() throws ProblemException {
    notToAsk(notToAsk().orElse(Set.of()));
  }

  /** The owner was shown who may be asked, and left these out. */
  public synchronized void notToAsk(Set<String> parties) throws ProblemException {
    if (!parties.equals(kept.notToAsk())) {
      keep(new Kept(kept.offline(), kept.quietUntil(), Set.copyOf(parties)));
    }
  }

  private void keep(Kept changed) throws ProblemException {
    file.write(changed);
    kept = changed;
  }
}
