package app.gatehouse.model.site;

import app.gatehouse.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A web app found on this computer.
 *
 * @param url where it listens
 * @param preset the preset that recognised it, {@code generic} when none did
 * @param name what to call it: the preset's name, the page's title or the process
 * @param kind pages or an interface for programs
 * @param process name of the program that listens, when it may be known
 * @param bind the address it is bound to, for example {@code 127.0.0.1} or {@code 0.0.0.0}
 * @param warnings what is dangerous about it
 */
public record LocalApp(
    Upstream url,
    String preset,
    String name,
    AppKind kind,
    @Nullable String process,
    String bind,
    List<Problem> warnings) {

  public static final String GENERIC = "generic";

  public LocalApp {
    warnings = List.copyOf(warnings);
  }
}
