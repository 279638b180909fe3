package app.gatehouse.service.part;

import app.gatehouse.model.site.Site;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The sites that exist: in memory for questions, on disk for the next start. All threads. */
public final class Sites {
  private final StoredSet<Site> files;
  private final ConcurrentSkipListMap<String, Site> sites = new ConcurrentSkipListMap<>();

  public Sites(StoredSet<Site> files) {
    this.files = files;
  }

  /** Reads what is on disk; once, before anything else. */
  public void load() throws ProblemException {
    for (var site : files.all()) {
      sites.put(site.name(), site);
    }
  }

  /** On disk first, so that what is known is never more than what survives. */
  public synchronized void put(Site site) throws ProblemException {
    files.write(site.name(), site);
    sites.put(site.name(), site);
  }

  public synchronized void remove(String name) throws ProblemException {
    files.delete(name);
    sites.remove(name);
  }

  public Optional<Site> find(String name) {
    return Optional.ofNullable(sites.get(name));
  }

  /**
   * @throws ProblemException {@code site-not-found}
   */
  public Site known(String name) throws ProblemException {
    return find(name)
        .orElseThrow(
            () -> Problem.error(ProblemCode.SITE_NOT_FOUND).with("name", name).exception());
  }

  /** By name. */
  public Collection<Site> all() {
    return List.copyOf(sites.values());
  }

  public boolean isEmpty() {
    return sites.isEmpty();
  }
}
