package app.gatehouse.service.job;

import app.gatehouse.cert.Attempt;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.service.part.Stored;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Failed renewals by site, kept over restarts: a restart must not knock at the CA at once. */
public final class RenewalAttempts {
  private final Stored<Kept> file;
  private Map<String, Attempt> attempts = Map.of();

  /** The file's shape. */
  public record Kept(Map<String, Attempt> attempts) {
    public Kept {
      attempts = Map.copyOf(attempts);
    }
  }

  public RenewalAttempts(Stored<Kept> file) {
    this.file = file;
  }

  public synchronized void load() throws ProblemException {
    attempts = file.read().map(Kept::attempts).orElse(Map.of());
  }

  synchronized Optional<Attempt> of(String site) {
    return Optional.ofNullable(attempts.get(site));
  }

  /** Remembered even if the disk is full: then only until the next start. */
  synchronized void failed(String site, Attempt attempt) throws ProblemException {
    var changed = new HashMap<>(attempts);
    changed.put(site, attempt);
    attempts = Map.copyOf(changed);
    file.write(new Kept(attempts));
  }

  /** Forgotten even if the disk is full: then only until the next start. */
  public synchronized void forget(String site) throws ProblemException {
    if (attempts.containsKey(site)) {
      var changed = new HashMap<>(attempts);
      changed.remove(site);
      attempts = Map.copyOf(changed);
      file.write(new Kept(attempts));
    }
  }
}
