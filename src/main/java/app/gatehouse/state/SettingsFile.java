package app.gatehouse.state;

import app.gatehouse.problem.ProblemException;
import java.util.Map;
import java.util.TreeMap;

/** What of the settings was changed for good: {@code settings.json}. */
public final class SettingsFile {
  private final JsonFile<Changed> file;

  SettingsFile(Home home) {
    file = home.file(home.folder().resolve("settings.json"), Changed.class, 1, Migration.NONE);
  }

  /**
   * The defaults with what was changed.
   *
   * @throws ProblemException {@code setting-not-valid}, since a misspelt name must not be passed
   *     over in silence, or {@code storage-denied}
   */
  public Settings read() throws ProblemException {
    var changed = file.read();
    return Settings.defaults().with(changed.isEmpty() ? Map.of() : changed.get().settings());
  }

  /** Replaces what was changed; checked first. */
  public void write(Map<String, String> changed) throws ProblemException {
    Settings.defaults().with(changed);
    file.write(new Changed(changed));
  }

  /** Shape of the file. */
  record Changed(Map<String, String> settings) {
    Changed {
      settings = new TreeMap<>(settings);
    }
  }
}
