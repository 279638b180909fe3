package app.gatehouse.launch;

import app.gatehouse.problem.ProblemException;
import app.gatehouse.state.Folders;
import app.gatehouse.state.JsonFile;
import app.gatehouse.state.Migration;
import app.gatehouse.tray.TrayMemory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the tray told, in {@code tray.json} of the user's settings folder. All threads. */
final class SavedTray implements TrayMemory {
  private static final Logger LOG = LoggerFactory.getLogger(SavedTray.class);

  private final Path folder;
  private final JsonFile<Kept> file;
  private Kept kept;

  /**
   * The file's shape.
   *
   * @param told the last notice's number by home
   */
  record Kept(Map<String, Long> told, boolean quitExplained) {
    Kept {
      told = Map.copyOf(told);
    }
  }

  SavedTray(Path folder) {
    this.folder = folder;
    file =
        new JsonFile<>(
            folder.resolve("tray.json"),
            Kept.class,
            1,
            Migration.NONE,
            InstantSource.system(),
            problem -> LOG.warn("{}", problem));
    kept = read();
  }

  private Kept read() {
    try {
      return file.read().orElse(new Kept(Map.of(), false));
    } catch (ProblemException e) {
      LOG.warn("What the tray told cannot be read: {}", e.getMessage());
      return new Kept(Map.of(), false);
    }
  }

  @Override
  public synchronized OptionalLong lastTold(String home) {
    var number = kept.told().get(home);
    return number == null ? OptionalLong.empty() : OptionalLong.of(number);
  }

  @Override
  public synchronized void told(String home, long number) {
    var told = new HashMap<>(kept.told());
    told.put(home, number);
    keep(new Kept(told, kept.quitExplained()));
  }

  @Override
  public synchronized boolean quitExplained() {
    return kept.quitExplained();
  }

  @Override
  public synchronized void quitWasExplained() {
    keep(new Kept(kept.told(), true));
  }

  private void keep(Kept changed) {
    kept = changed;
    try {
      Folders.make(folder);
      file.write(changed);
    } catch (ProblemException e) {
      LOG.warn("What the tray told cannot be kept: {}", e.getMessage());
    }
  }
}
