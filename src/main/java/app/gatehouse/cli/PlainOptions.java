package app.gatehouse.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The options of programs that have nothing but options: the window and the service. Read by hand,
 * since getting picocli ready takes a fifth of a second, and these two are waited for.
 *
 * @param home null when not given
 * @param language as typed; null when not given
 * @param overrides of settings, unchecked
 * @param flags those that were given, such as {@code --tray}
 */
public record PlainOptions(
    @Nullable Path home,
    @Nullable String language,
    Map<String, String> overrides,
    Set<String> flags) {

  /** An argument that is none of these options. */
  public static final class NotUnderstood extends Exception {
    private static final long serialVersionUID = 1L;

    NotUnderstood(String argument) {
      super(argument, null, false, false);
    }

    /** As it was typed. */
    public String argument() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * Reads {@code --home}, {@code --lang} and {@code --set}, each with its value behind an equals
   * sign or as the next argument, and flags.
   *
   * @param possible the flags that there are
   */
  public static PlainOptions of(List<String> arguments, Set<String> possible) throws NotUnderstood {
    Path home = null;
    String language = null;
    var overrides = new LinkedHashMap<String, String>();
    var flags = new TreeSet<String>();
    for (var at = arguments.iterator(); at.hasNext(); ) {
      var argument = at.next();
      if (possible.contains(argument)) {
        flags.add(argument);
        continue;
      }
      var sign = argument.indexOf('=');
      var name = sign < 0 ? argument : argument.substring(0, sign);
      if (!Set.of("--home", "--lang", "--set").contains(name) || sign < 0 && !at.hasNext()) {
        throw new NotUnderstood(argument);
      }
      var value = sign < 0 ? at.next() : argument.substring(sign + 1);
      switch (name) {
        case "--home" -> home = path(argument, value);
        case "--lang" -> language = value;
        default -> {
          var assigns = value.indexOf('=');
          overrides.put(
              assigns < 0 ? value : value.substring(0, assigns),
              assigns < 0 ? "" : value.substring(assigns + 1));
        }
      }
    }
    return new PlainOptions(
        home, language, Collections.unmodifiableMap(overrides), Collections.unmodifiableSet(flags));
  }

  private static Path path(String argument, String value) throws NotUnderstood {
    try {
      // An empty one would silently be the folder one happens to be in.
      if (!value.isBlank()) {
        return Path.of(value);
      }
    } catch (InvalidPathException e) {
      // As below.
    }
    throw new NotUnderstood(argument);
  }
}
