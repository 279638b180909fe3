package app.gatehouse.platform.linux;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The unit file by which a portable Gatehouse starts with its user's session. */
public final class UserUnit {
  /** By its first line a file is known to be ours. */
  private static final String MARK = "# Written by \"gatehouse service install\"";

  private final Path file;
  private final Units units;

  /**
   * @param config the user's folder for settings, such as {@code ~/.config}
   * @param units the user's
   */
  public UserUnit(Path config, Units units) {
    file = config.resolve("systemd").resolve("user").resolve(Units.UNIT);
    this.units = units;
  }

  /** Where it is or would be. */
  public Path file() {
    return file;
  }

  /** Whether there is one that we wrote for this home. */
  public boolean isFor(Path home) {
    return content().filter(text -> text.contains(homeLine(home))).isPresent();
  }

  public Units.State state() {
    return units.state();
  }

  /**
   * Whether {@link #install} can be asked; changes nothing.
   *
   * @throws ProblemException {@code not-supported-here} without systemd, {@code storage-denied}
   *     when a unit of that name is not ours
   */
  public void requireUsable() throws ProblemException {
    units.requireSystemd();
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && content().isEmpty()) {
      throw Problem.error(ProblemCode.STORAGE_DENIED)
          .with("file", file)
          .detail("not written by Gatehouse")
          .exception();
    }
  }

  /**
   * Writes the unit and starts it, now and with every session; or nothing is left behind.
   *
   * @param command the service's, with absolute paths
   * @throws ProblemException {@code system-change-failed}, {@code storage-denied}, and as {@link
   *     #requireUsable}
   */
  public void install(List<String> command, Path home) throws ProblemException {
    requireUsable();
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text(command, home));
    } catch (IOException e) {
      throw denied(e);
    }
    try {
      units.reload();
      units.enable();
    } catch (ProblemException e) {
      // Such as without a session: what does not work shall not start by surprise some day.
      delete();
      throw e;
    }
  }

  /**
   * Takes back what {@link #install} did.
   *
   * @throws ProblemException {@code system-change-failed}, {@code storage-denied}
   */
  public void remove() throws ProblemException {
    if (content().isEmpty()) {
      return;
    }
    // Fails without a session: what may run yet keeps its file, so that it can be ended later.
    units.reload();
    units.disable();
    delete();
    units.reload();
  }

  private void delete() throws ProblemException {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw denied(e);
    }
  }

  private Optional<String> content() {
    try {
      return Optional.of(Files.readString(file)).filter(text -> text.startsWith(MARK));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** As in the packaged unit: what ends by itself stays ended, anything else is an accident. */
  static String text(List<String> command, Path home) {
    return """
    %s
    %s
    [Unit]
    Description=Gatehouse: https addresses for the apps on this computer

    [Service]
    Type=exec
    ExecStart=%s
    UMask=0077
    Restart=on-failure
    RestartSec=1
    SuccessExitStatus=143
    TimeoutStopSec=20

    [Install]
    WantedBy=default.target
    """
        .formatted(
            MARK,
            homeLine(home),
            command.stream().map(UserUnit::quoted).collect(Collectors.joining(" ")));
  }

  private static String homeLine(Path home) {
    return "# Home: " + quoted(home.toString());
  }

  /** One word of a command line; see systemd.service(5), "Command lines", and systemd.unit(5). */
  static String quoted(String word) {
    var quoted = new StringBuilder("\"");
    for (var character : word.toCharArray()) {
      switch (character) {
        case '"', '\\' -> quoted.append('\\').append(character);
        case '%', '$' -> quoted.append(character).append(character);
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        default -> quoted.append(character);
      }
    }
    return quoted.append('"').toString();
  }

  private ProblemException denied(IOException thrown) {
    return new ProblemException(
        Problem.error(ProblemCode.STORAGE_DENIED).with("file", file).cause(thrown), thrown);
  }
}
