package app.gatehouse.platform.linux;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.tray.StartWithComputer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file by which a desktop starts the tray when the user signs in (the Autostart specification
 * of freedesktop.org): a package's for everybody, or the user's own, which stands before that.
 */
public final class Autostart implements StartWithComputer {
  private static final String NAME = "gatehouse.desktop";
  private static final Path EVERYBODYS = Path.of("/etc/xdg/autostart").resolve(NAME);

  private final Path own;
  private final Path everybodys;
  private final Path program;

  /**
   * @param config the user's folder for settings, such as {@code ~/.config}
   * @param program {@code gatehouse-desktop} by an absolute path
   */
  public Autostart(Path config, Path program) {
    this(config, EVERYBODYS, program);
  }

  Autostart(Path config, Path everybodys, Path program) {
    own = config.resolve("autostart").resolve(NAME);
    this.everybodys = everybodys;
    this.program = program;
  }

  @Override
  public boolean isOn() {
    if (!Files.exists(own)) {
      return Files.exists(everybodys);
    }
    try {
      return Files.readString(own).lines().noneMatch(line -> line.strip().equals("Hidden=true"));
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void set(boolean on) throws ProblemException {
    try {
      if (on == Files.exists(everybodys)) {
        // What holds for everybody holds here, too.
        Files.deleteIfExists(own);
      } else {
        Files.createDirectories(own.getParent());
        Files.writeString(own, entry(on));
      }
    } catch (IOException e) {
      throw new ProblemException(
          Problem.error(ProblemCode.STORAGE_DENIED).with("file", own).cause(e), e);
    }
  }

  private String entry(boolean on) {
    return """
    [Desktop Entry]
    Type=Application
    Name=Gatehouse
    Icon=gatehouse
    Exec=%s --tray
    Terminal=false
    X-GNOME-Autostart-enabled=%s
    Hidden=%s
    """
        .formatted(quoted(program.toString()), on, !on);
  }

  /** As the Desktop Entry specification wants an argument, whatever characters are in it. */
  private static String quoted(String argument) {
    var escaped = argument.replaceAll("([\"`$\\\\])", "\\\\$1").replace("\\", "\\\\");
    return "\"" + escaped.replace("%", "%%") + "\"";
  }
}
