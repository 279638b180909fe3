package app.gatehouse.service.job;

import app.gatehouse.cert.Attempt;
import app.gatehouse.model.status.JobKind;
import app.gatehouse.model.status.JobReport;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.service.part.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the jobs went last, by kind and subject, kept over restarts: a restart must not knock at a CA
 * at once, nor forget what was wrong. What a full disk does not take is known until the next start.
 * All threads.
 */
public final class JobRecords {
  private static final Logger LOG = LoggerFactory.getLogger(JobRecords.class);

  /** What goes well every few seconds is not worth a write each time. */
  private static final Duration WRITE_AGAIN = Duration.ofHours(1);

  private final Stored<Kept> file;
  private final Map<String, Entry> entries = new TreeMap<>();
  private Map<String, Entry> onDisk = Map.of();

  /**
   * One of them.
   *
   * @param lastWorked null when it never did
   * @param failures in a row
   * @param notBefore when somebody else allows the next try at the earliest; null when they said
   *     nothing
   * @param problem why it failed last; null when it did not
   */
  public record Entry(
      Instant lastTried,
      @Nullable Instant lastWorked,
      int failures,
      @Nullable Instant notBefore,
      @Nullable Problem problem) {

    /** As the renewal policy sees it. */
    Optional<Attempt> attempt() {
      return failures == 0
          ? Optional.empty()
          : Optional.of(
              new Attempt(lastTried, failures, notBefore == null ? lastTried : notBefore));
    }

    public JobReport report(JobKind kind, @Nullable Instant next) {
      return new JobReport(kind, lastTried, lastWorked, next, failures);
    }

    private boolean isWorthWriting(@Nullable Entry written) {
      return written == null
          || written.failures != failures
          || written.lastTried.isAfter(lastTried)
          || Duration.between(written.lastTried, lastTried).compareTo(WRITE_AGAIN) >= 0;
    }
  }

  /** The file's shape. */
  public record Kept(Map<String, Entry> jobs) {
    public Kept {
      jobs = Map.copyOf(jobs);
    }
  }

  public JobRecords(Stored<Kept> file) {
    this.file = file;
  }

  public synchronized void load() throws ProblemException {
    onDisk = file.read().map(Kept::jobs).orElse(Map.of());
    entries.putAll(onDisk);
  }

  public synchronized Optional<Entry> of(JobKind kind, String subject) {
    return Optional.ofNullable(entries.get(key(kind, subject)));
  }

  public int failures(JobKind kind, String subject) {
    return of(kind, subject).map(Entry::failures).orElse(0);
  }

  public synchronized void worked(JobKind kind, String subject, Instant now) {
    put(key(kind, subject), new Entry(now, now, 0, null, null));
  }

  public synchronized void failed(JobKind kind, String subject, Instant now, Problem problem) {
    failed(kind, subject, now, problem, Optional.empty());
  }

  /**
   * @param notBefore as in {@link Entry}
   */
  synchronized void failed(
      JobKind kind, String subject, Instant now, Problem problem, Optional<Instant> notBefore) {
    var lastWorked = of(kind, subject).map(Entry::lastWorked).orElse(null);
    var failures = failures(kind, subject) + 1;
    put(key(kind, subject), new Entry(now, lastWorked, failures, notBefore.orElse(null), problem));
  }

  /** It was tried, and nothing can be said of how it went. */
  public synchronized void tried(JobKind kind, String subject, Instant now) {
    var last = of(kind, subject);
    put(
        key(kind, subject),
        new Entry(
            now,
            last.map(Entry::lastWorked).orElse(null),
            last.map(Entry::failures).orElse(0),
            null,
            last.map(Entry::problem).orElse(null)));
  }

  /** What is gone has no records; all kinds. */
  public synchronized void forget(String subject) {
    if (entries.keySet().removeIf(key -> key.endsWith("/" + subject))) {
      write();
    }
  }

  /** Looked at anew, as if it had never been tried. */
  synchronized void forget(JobKind kind, String subject) {
    if (entries.remove(key(kind, subject)) != null) {
      write();
    }
  }

  private void put(String key, Entry entry) {
    entries.put(key, entry);
    if (entry.isWorthWriting(onDisk.get(key))) {
      write();
    }
  }

  private void write() {
    try {
      file.write(new Kept(entries));
      onDisk = Map.copyOf(entries);
    } catch (ProblemException e) {
      LOG.warn("How the jobs went is not on disk: {}", e.getMessage());
    }
  }

  private static String key(JobKind kind, String subject) {
    return kind.name().toLowerCase(Locale.ROOT) + "/" + subject;
  }
}
