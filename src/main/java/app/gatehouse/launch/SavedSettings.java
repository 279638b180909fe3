package app.gatehouse.launch;

import app.gatehouse.problem.ProblemException;
import app.gatehouse.state.Home;
import app.gatehouse.state.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** The settings of a home that need not be there; looking for them does not make it. */
final class SavedSettings {
  private SavedSettings() {}

  static Settings of(Path home) throws ProblemException {
    return Files.isReadable(home.resolve("settings.json"))
        ? Home.open(home, InstantSource.system()).settingsFile().read()
        : Settings.defaults();
  }
}
