package app.gatehouse.service.alert;

import app.gatehouse.keeper.AlertMemory;
import app.gatehouse.keeper.Alerts.Tell;
import app.gatehouse.model.status.Notice;
import app.gatehouse.model.status.SiteStatus;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.service.part.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the owner was told lately, and what is remembered of each site for that; kept over restarts,
 * so that nothing is told twice. What a full disk does not take is known until the next start. All
 * threads.
 */
public final class Notices {
  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
  private static final int KEPT = 20;

  private final Stored<Kept> file;
  private Kept kept = new Kept(0, List.of(), Map.of());

  /**
   * The file's shape.
   *
   * @param last the newest number that was given
   * @param recent oldest first
   * @param sites by name
   */
  public record Kept(long last, List<Notice> recent, Map<String, AlertMemory> sites) {
    public Kept {
      recent = List.copyOf(recent);
      sites = Map.copyOf(sites);
    }
  }

  public Notices(Stored<Kept> file) {
    this.file = file;
  }

  public synchronized void load() throws ProblemException {
    kept = file.read().orElse(kept);
  }

  /** The newest number; 0 when nothing was told yet. */
  public synchronized long last() {
    return kept.last();
  }

  /** Oldest first. */
  public synchronized List<Notice> recent() {
    return kept.recent();
  }

  synchronized AlertMemory memory(String site) {
    return kept.sites().getOrDefault(site, AlertMemory.NOTHING);
  }

  /** Keeps what is to be told of a site, under the next numbers, and what to remember of it. */
  synchronized void keep(SiteStatus site, Instant now, AlertMemory memory, List<Tell> tell) {
    var last = kept.last();
    var recent = new ArrayList<>(kept.recent());
    for (var each : tell) {
      last++;
      recent.add(
          new Notice(last, now, each.kind(), site.name(), site.displayName(), each.problem()));
    }
    var sites = new HashMap<>(kept.sites());
    if (memory.equals(AlertMemory.NOTHING)) {
      sites.remove(site.name());
    } else {
      sites.put(site.name(), memory);
    }
    change(new Kept(last, recent.subList(Math.max(0, recent.size() - KEPT), recent.size()), sites));
  }

  /** Remembers nothing of other sites than these. */
  synchronized void keepOnly(Collection<String> names) {
    var sites = new HashMap<>(kept.sites());
    sites.keySet().retainAll(names);
    change(new Kept(kept.last(), kept.recent(), sites));
  }

  private void change(Kept changed) {
    if (changed.equals(kept)) {
      return;
    }
    kept = changed;
    try {
      file.write(changed);
    } catch (ProblemException e) {
      LOG.warn("What the owner was told is not on disk: {}", e.getMessage());
    }
  }
}
