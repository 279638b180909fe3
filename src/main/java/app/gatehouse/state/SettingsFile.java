package app.gatehouse.state;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What of the settings was changed for good: {@code settings.json}. Only people write it, so it is
 * never set aside, not even when it cannot be understood: the defaults in its place would open what
 * somebody had closed.
 *
 * @param file need not be there, nor its folder
 */
public record SettingsFile(Path file) {
  static final String NAME = "settings.json";

  private static final JsonShape<Changed> SHAPE = new JsonShape<>(Changed.class, 1, Migration.NONE);

  /** Of a home that need not be there; looking for it changes nothing. */
  public static SettingsFile in(Path home) {
    return new SettingsFile(home.resolve(NAME));
  }

  /**
   * The defaults with what was changed; relative paths in it start at its folder.
   *
   * @throws ProblemException {@code setting-not-valid}, with the variant {@code file} when all of
   *     it cannot be understood, {@code name} for a misspelt name; {@code storage-denied}
   */
  public Settings read() throws ProblemException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Settings.defaults();
    }
    try {
      var changed = SHAPE.value(AtomicFiles.read(file, JsonFile.MAX_SIZE));
      return Settings.defaults().with(Settings.absolute(changed.settings(), folder()));
    } catch (UnfitFileException e) {
      throw Problem.error(ProblemCode.SETTING_NOT_VALID)
          .with("file", file)
          .variant("file")
          .detail(e.getMessage())
          .exception();
    } catch (IOException e) {
      throw Storage.unreadable(file, e);
    }
  }

  private Path folder() {
    return Objects.requireNonNull(file.toAbsolutePath().getParent());
  }

  /** Shape of the file. */
  record Changed(Map<String, String> settings) {
    Changed {
      settings = new TreeMap<>(settings);
    }
  }
}
