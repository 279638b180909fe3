package app.gatehouse.service.part;

import app.gatehouse.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is known of the router's pinholes that are ours, kept over restarts. All threads. */
public final class KeptPinholes {
  private final Stored<Kept> file;
  private List<KeptPinhole> pinholes = List.of();

  /** The file's shape. */
  public record Kept(List<KeptPinhole> pinholes) {
    public Kept {
      pinholes = List.copyOf(pinholes);
    }
  }

  public KeptPinholes(Stored<Kept> file) {
    this.file = file;
  }

  public synchronized void load() throws ProblemException {
    pinholes = file.read().map(Kept::pinholes).orElse(List.of());
  }

  public synchronized List<KeptPinhole> all() {
    return pinholes;
  }

  public synchronized Optional<KeptPinhole> find(String address, int port) {
    return pinholes.stream().filter(each -> each.isOf(address, port)).findFirst();
  }

  /** In place of what was known for that address and port. */
  public synchronized void put(KeptPinhole pinhole) throws ProblemException {
    var changed = without(pinhole.address(), pinhole.port());
    changed.add(pinhole);
    keep(changed);
  }

  public synchronized void remove(String address, int port) throws ProblemException {
    keep(without(address, port));
  }

  private List<KeptPinhole> without(String address, int port) {
    var others = new ArrayList<>(pinholes);
    others.removeIf(each -> each.isOf(address, port));
    return others;
  }

  private void keep(List<KeptPinhole> changed) throws ProblemException {
    file.write(new Kept(changed));
    pinholes = List.copyOf(changed);
  }
}
