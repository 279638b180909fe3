package app.gatehouse.launch;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.state.Folders;
import app.gatehouse.state.JsonFile;
import app.gatehouse.state.Migration;
import app.gatehouse.ui.shared.LookMemory;
import app.gatehouse.ui.shared.Theme.Look;
import java.nio.file.Path;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The wanted look in {@code window.json} of the user's settings folder. It is a matter of the
 * window alone: whatever is wrong with the file, the window opens as the system looks.
 */
final class SavedLook implements LookMemory {
  private static final Logger LOG = LoggerFactory.getLogger(SavedLook.class);

  private final Path folder;
  private final JsonFile<Wishes> file;

  /** The file's shape. */
  record Wishes(Look look) {}

  SavedLook(Path folder) {
    this.folder = folder;
    file =
        new JsonFile<>(
            folder.resolve("window.json"),
            Wishes.class,
            1,
            Migration.NONE,
            InstantSource.system(),
            SavedLook::noticed);
  }

  @Override
  public Look look() {
    try {
      return file.read().map(Wishes::look).orElse(Look.SYSTEM);
    } catch (ProblemException e) {
      LOG.warn("The wanted look cannot be read: {}", e.getMessage());
      return Look.SYSTEM;
    }
  }

  @Override
  public void remember(Look look) {
    try {
      Folders.make(folder);
      file.write(new Wishes(look));
    } catch (ProblemException e) {
      LOG.warn("The wanted look cannot be kept: {}", e.getMessage());
    }
  }

  private static void noticed(Problem problem) {
    LOG.warn("{}", problem);
  }
}
