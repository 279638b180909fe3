package app.gatehouse.launch;

import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.probe.ProbeMemory;
import app.gatehouse.service.part.HomeFiles;
import app.gatehouse.service.part.Stored;
import app.gatehouse.state.Home;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps in the service's home whom it asked from outside, and who is not to be believed. */
final class SavedProbes implements ProbeMemory.Shelf {
  private static final Logger LOG = LoggerFactory.getLogger(SavedProbes.class);

  private final Stored<ProbeMemory.Kept> file;

  SavedProbes(Home home) {
    file = HomeFiles.value(home, "probes.json", ProbeMemory.Kept.class);
  }

  @Override
  public Optional<ProbeMemory.Kept> read() {
    try {
      return file.read();
    } catch (ProblemException e) {
      LOG.warn("Whom was asked from outside is not known any more: {}", e.problem());
      return Optional.empty();
    }
  }

  /** A full disk spoils no proof. */
  @Override
  public void write(ProbeMemory.Kept kept) {
    try {
      file.write(kept);
    } catch (ProblemException e) {
      LOG.warn("Whom was asked from outside could not be kept: {}", e.problem());
    }
  }
}
