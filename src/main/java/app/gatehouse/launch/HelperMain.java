package app.gatehouse.launch;

import app.gatehouse.platform.linux.Elevation;
import app.gatehouse.platform.linux.OneLine;
import app.gatehouse.platform.linux.ProcSockets;
import app.gatehouse.platform.linux.SystemTools;
import app.gatehouse.platform.linux.TrustedRoots;
import app.gatehouse.platform.linux.Units;
import app.gatehouse.platform.linux.firewall.Firewalls;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.text.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code gatehouse-helper}: the few things that need an administrator, as the fixed verbs of {@link
 * HelperVerb}. Started by pkexec or sudo, which say for whom, and by the packages; whoever calls it
 * chooses a verb and port numbers, nothing else.
 */
public final class HelperMain {
  private static final int PROBLEM = 1;
  private static final int USAGE = 2;

  private HelperMain() {}

  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) {
    var texts = Texts.of(Locale.getDefault(Locale.Category.DISPLAY));
    var verb = HelperVerb.parse(arguments);
    if (verb.isEmpty()) {
      System.err.println("usage: gatehouse-helper " + HelperVerb.USAGE);
      return USAGE;
    }
    var installed = Installation.current();
    if (installed.isEmpty() || !Elevation.isRoot()) {
      System.err.println(texts.get("helper.not-called-for-anybody"));
      return USAGE;
    }
    try {
      if (verb.get() instanceof HelperVerb.AllowUser) {
        return allowUser(installed.get(), texts);
      }
      var tools = SystemTools.ofSystem();
      var root = Path.of("/");
      var work =
          new HelperWork(
              new Firewalls(tools),
              new TrustedRoots(root, tools),
              Units.ofSystem(tools, root),
              new ProcSockets(root.resolve("proc")),
              installed.get().home(),
              texts);
      System.out.println(work.carryOut(verb.get()));
      return 0;
    } catch (ProblemException e) {
      var words = texts.problem(e.problem());
      System.err.println(words.title() + "\n" + words.action());
      var detail = e.problem().detail();
      if (detail != null) {
        System.err.println(detail);
      }
      return PROBLEM;
    }
  }

  private static int allowUser(Installation installed, Texts texts) throws ProblemException {
    var caller = caller();
    if (caller.isEmpty()) {
      System.err.println(texts.get("helper.not-called-for-anybody"));
      return USAGE;
    }
    try (var service = ServiceStarter.connect(installed.home())) {
      service.allowUser(caller.get());
    }
    System.out.println(texts.get("helper.allowed", caller.get()));
    return 0;
  }

  /** The name of the user whom pkexec or sudo asked; nobody else's word counts. */
  private static Optional<String> caller() {
    var number = System.getenv("PKEXEC_UID");
    if (number == null) {
      return Optional.ofNullable(System.getenv("SUDO_USER")).filter(name -> !name.isBlank());
    }
    return Optional.of(number)
        .filter(text -> text.matches("[0-9]{1,10}"))
        .flatMap(text -> OneLine.of(List.of("/usr/bin/getent", "passwd", text)))
        .map(line -> line.split(":", -1)[0])
        .filter(name -> !name.isBlank());
  }
}
