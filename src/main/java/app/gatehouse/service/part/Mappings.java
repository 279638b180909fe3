package app.gatehouse.service.part;

import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.router.Grant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is known of the router's port forwards that are ours, kept over restarts. All threads. */
public final class Mappings {
  private final Stored<Kept> file;
  private List<Mapping> mappings = List.of();

  /** The file's shape. */
  public record Kept(List<Mapping> mappings) {
    public Kept {
      mappings = List.copyOf(mappings);
    }
  }

  public Mappings(Stored<Kept> file) {
    this.file = file;
  }

  public synchronized void load() throws ProblemException {
    mappings = file.read().map(Kept::mappings).orElse(List.of());
  }

  public synchronized List<Mapping> all() {
    return mappings;
  }

  public synchronized Optional<Mapping> find(int outerPort) {
    return mappings.stream().filter(m -> m.outerPort() == outerPort).findFirst();
  }

  /** Notes what the router granted, in place of what was known for that port. */
  public synchronized void put(Grant grant, Instant now) throws ProblemException {
    var changed = without(grant.outerPort());
    changed.add(new Mapping(grant.outerPort(), grant.innerPort(), now, grant.lease()));
    keep(changed);
  }

  public synchronized void remove(int outerPort) throws ProblemException {
    keep(without(outerPort));
  }

  private List<Mapping> without(int outerPort) {
    var others = new ArrayList<>(mappings);
    others.removeIf(m -> m.outerPort() == outerPort);
    return others;
  }

  private void keep(List<Mapping> changed) throws ProblemException {
    file.write(new Kept(changed));
    mappings = List.copyOf(changed);
  }
}
