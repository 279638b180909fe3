package app.gatehouse.launch;

import app.gatehouse.platform.linux.OneLine;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.text.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code gatehouse-helper}: the few things that need an administrator, as fixed verbs. Started by
 * pkexec or sudo, which say for whom; does nothing that its caller could not have asked for.
 *
 * <pre>gatehouse-helper allow-user        lets the user who called it control the service</pre>
 */
public final class HelperMain {
  private static final int USAGE = 2;

  private HelperMain() {}

  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) {
    var texts = Texts.of(Locale.getDefault(Locale.Category.DISPLAY));
    if (!arguments.equals(List.of("allow-user"))) {
      System.err.println("usage: gatehouse-helper allow-user");
      return USAGE;
    }
    var installed = Installation.current();
    var caller = caller();
    if (installed.isEmpty() || caller.isEmpty()) {
      System.err.println(texts.get("helper.not-called-for-anybody"));
      return USAGE;
    }
    try (var service = ServiceStarter.connect(installed.get().home())) {
      service.allowUser(caller.get());
      System.out.println(texts.get("helper.allowed", caller.get()));
      return 0;
    } catch (ProblemException e) {
      var words = texts.problem(e.problem());
      System.err.println(words.title() + "\n" + words.action());
      return 1;
    }
  }

  /** The name of the user whom pkexec or sudo asked; nobody else's word counts. */
  private static Optional<String> caller() {
    var number = System.getenv("PKEXEC_UID");
    if (number == null) {
      return Optional.ofNullable(System.getenv("SUDO_USER")).filter(name -> !name.isBlank());
    }
    return OneLine.of(List.of("/usr/bin/getent", "passwd", number))
        .map(line -> line.split(":", -1)[0])
        .filter(name -> !name.isBlank());
  }
}
