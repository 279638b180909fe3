package app.gatehouse.platform.linux;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files by which a user's desktop opens Gatehouse's window with itself. */
public final class AutostartFiles {
  private final Path folder;

  /**
   * @param config the user's folder for settings, such as {@code ~/.config}
   */
  public AutostartFiles(Path config) {
    folder = config.resolve("autostart");
  }

  /** Those of our name that start our window. */
  public List<Path> ours() {
    var found = new ArrayList<Path>();
    try (var files = Files.newDirectoryStream(folder, "gatehouse*.desktop")) {
      for (var file : files) {
        if (startsOurWindow(file)) {
          found.add(file);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return List.of();
    }
    return found;
  }

  private static boolean startsOurWindow(Path file) {
    try {
      return Files.readString(file)
          .lines()
          .anyMatch(line -> line.startsWith("Exec=") && line.contains("gatehouse-desktop"));
    } catch (IOException e) {
      return false;
    }
  }

  /** Deletes those, and no others. */
  public void remove() throws ProblemException {
    for (var file : ours()) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new ProblemException(
            Problem.error(ProblemCode.STORAGE_DENIED).with("file", file).cause(e), e);
      }
    }
  }
}
