package app.gatehouse.platform;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where each operating system wants a program's own files. Only computes paths; makes nothing.
 *
 * @param state the home that is used unless another is named
 * @param config the user's wishes about the programs themselves; never inside the home
 * @param runtime the user's folder for sockets, gone after signing out; empty where there is none
 */
public record AppFolders(Path state, Path config, Optional<Path> runtime) {

  /** The folders of the user who runs this program. */
  public static AppFolders current() {
    return of(
        System.getProperty("os.name"), Path.of(System.getProperty("user.home")), System.getenv());
  }

  static AppFolders of(String system, Path user, Map<String, String> environment) {
    var name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      var local = folder(environment, "LOCALAPPDATA").orElse(user.resolve("AppData/Local"));
      var roaming = folder(environment, "APPDATA").orElse(user.resolve("AppData/Roaming"));
      return new AppFolders(
          local.resolve("Gatehouse"), roaming.resolve("Gatehouse"), Optional.empty());
    }
    if (name.startsWith("mac")) {
      return new AppFolders(
          user.resolve("Library/Application Support/Gatehouse"),
          user.resolve("Library/Preferences/Gatehouse"),
          Optional.empty());
    }
    var state = folder(environment, "XDG_STATE_HOME").orElse(user.resolve(".local/state"));
    var config = folder(environment, "XDG_CONFIG_HOME").orElse(user.resolve(".config"));
    return new AppFolders(
        state.resolve("gatehouse"),
        config.resolve("gatehouse"),
        folder(environment, "XDG_RUNTIME_DIR"));
  }

  /** The XDG Base Directory rules: a value that is not an absolute path is ignored. */
  private static Optional<Path> folder(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(value -> !value.isBlank())
        .map(Path::of)
        .filter(Path::isAbsolute);
  }
}
