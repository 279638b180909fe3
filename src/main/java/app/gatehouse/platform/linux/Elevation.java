package app.gatehouse.platform.linux;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs {@code gatehouse-helper} as an administrator: at once as root, else by pkexec. */
public final class Elevation {
  private static final String PKEXEC = "/usr/bin/pkexec";

  /** Somebody has to find the password first. */
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private static final Duration READING = Duration.ofSeconds(10);

  // What pkexec ends with when the dialog was closed, and when the answer was no; see pkexec(1).
  private static final int DISMISSED = 126;
  private static final int NOT_ALLOWED = 127;

  private final Path helper;

  /**
   * @param helper by the path that the polkit actions name
   */
  public Elevation(Path helper) {
    this.helper = helper;
  }

  /**
   * Asks for the password where one is needed, on the screen or in the terminal, and waits.
   *
   * @throws ProblemException {@code no-permission} when nobody allows it, {@code
   *     system-change-failed} with the helper's words as the detail
   */
  public void run(String... verb) throws ProblemException {
    if (!isRoot() && !Files.isExecutable(Path.of(PKEXEC))) {
      throw refused("", verb);
    }
    var answer = isRoot() ? run(List.of(), verb) : runAsked(verb);
    if (!isRoot() && (answer.status() == DISMISSED || answer.status() == NOT_ALLOWED)) {
      throw refused(answer.output().strip(), verb);
    }
    if (!answer.isWell()) {
      throw Problem.error(ProblemCode.SYSTEM_CHANGE_FAILED)
          .with("command", helper.getFileName() + " " + String.join(" ", verb))
          .detail(answer.output().strip())
          .exception();
    }
  }

  private SystemTools.Answer runAsked(String... verb) {
    try (var agent = TerminalAgent.start()) {
      return agent.isReady()
          ? run(List.of(PKEXEC, "--disable-internal-agent"), verb)
          : run(List.of(PKEXEC), verb);
    }
  }

  /** pkexec chooses the environment itself. */
  private SystemTools.Answer run(List<String> before, String... verb) {
    var called = new ArrayList<>(before);
    called.add(helper.toString());
    called.addAll(List.of(verb));
    var builder =
        new ProcessBuilder(called)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.INHERIT);
    return SystemTools.run(builder, LIMIT);
  }

  /**
   * What a verb says that only reads; asks for no password in the terminal. At most ten seconds.
   *
   * @return empty when this user may not know it without a password, and when it fails
   */
  public Optional<String> read(List<String> verb) {
    var called = new ArrayList<String>();
    if (!isRoot()) {
      if (!Files.isExecutable(Path.of(PKEXEC))) {
        return Optional.empty();
      }
      called.addAll(List.of(PKEXEC, "--disable-internal-agent"));
    }
    called.add(helper.toString());
    called.addAll(verb);
    var builder = new ProcessBuilder(called).redirectError(ProcessBuilder.Redirect.DISCARD);
    var answer = SystemTools.run(builder, READING);
    return answer.isWell() ? Optional.of(answer.output()) : Optional.empty();
  }

  private static ProblemException refused(String said, String... verb) {
    return Problem.error(ProblemCode.NO_PERMISSION)
        .variant("administrator")
        .with("command", "sudo gatehouse-helper " + String.join(" ", verb))
        .detail(said.isEmpty() ? null : said)
        .exception();
  }

  /** Whether this process may do everything by itself. */
  public static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
