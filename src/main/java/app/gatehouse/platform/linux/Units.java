package app.gatehouse.platform.linux;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** systemd's unit {@code gatehouse.service}, of the system or of this user. */
public final class Units {
  /** The unit's name in both. */
  public static final String UNIT = "gatehouse.service";

  private static final String SYSTEMCTL = "/usr/bin/systemctl";

  private final Tools tools;
  private final Path root;
  private final List<String> scope;

  private Units(Tools tools, Path root, List<String> scope) {
    this.tools = tools;
    this.root = root;
    this.scope = scope;
  }

  /**
   * @param root where {@code /run} is; another folder in tests
   */
  public static Units ofSystem(Tools tools, Path root) {
    return new Units(tools, root, List.of());
  }

  /** As {@link #ofSystem}, for the units of the user who runs this program. */
  public static Units ofUser(Tools tools, Path root) {
    return new Units(tools, root, List.of("--user"));
  }

  /**
   * A unit as systemd knows it.
   *
   * @param known whether there is such a unit
   * @param enabled whether it starts by itself
   * @param since when it became active; empty while it is not, and where systemd does not tell
   */
  public record State(boolean known, boolean enabled, boolean active, Optional<Instant> since) {
    /** No unit at all. */
    public static final State NONE = new State(false, false, false, Optional.empty());
  }

  /** For everybody to ask; where systemd does not answer, there is no unit. */
  public State state() {
    if (!isSystemd()) {
      return State.NONE;
    }
    var properties = "--property=LoadState,ActiveState,UnitFileState,ActiveEnterTimestamp";
    var answer = tools.run(command("show", "--timestamp=unix", properties, UNIT));
    return answer.isWell() ? parse(answer.output()) : State.NONE;
  }

  /**
   * Starts the unit now and with the system; or, for a user's, with their session.
   *
   * @throws ProblemException {@code not-supported-here} without systemd, {@code
   *     system-change-failed}
   */
  public void enable() throws ProblemException {
    requireSystemd();
    tools.change(command("enable", "--now", UNIT));
  }

  /** Ends the unit, and it starts by itself no more; nothing happens when it is not known. */
  public void disable() throws ProblemException {
    requireSystemd();
    if (state().known()) {
      tools.change(command("disable", "--now", UNIT));
    }
  }

  /** Reads unit files anew. */
  void reload() throws ProblemException {
    requireSystemd();
    tools.change(command("daemon-reload"));
  }

  /** Fails where units cannot be used; sd_booted(3) says how that is seen. */
  void requireSystemd() throws ProblemException {
    if (!isSystemd()) {
      throw Problem.error(ProblemCode.NOT_SUPPORTED_HERE).variant("systemd").exception();
    }
  }

  private boolean isSystemd() {
    return Files.isDirectory(root.resolve("run/systemd/system")) && tools.has(SYSTEMCTL);
  }

  private List<String> command(String... verb) {
    var command = new ArrayList<String>();
    command.add(SYSTEMCTL);
    command.addAll(scope);
    command.addAll(List.of(verb));
    return command;
  }

  static State parse(String shown) {
    var values = new HashMap<String, String>();
    for (var line : shown.lines().toList()) {
      var split = line.indexOf('=');
      if (split > 0) {
        values.put(line.substring(0, split), line.substring(split + 1));
      }
    }
    var active = "active".equals(values.get("ActiveState"));
    var since = Optional.ofNullable(values.get("ActiveEnterTimestamp")).flatMap(Units::moment);
    return new State(
        "loaded".equals(values.get("LoadState")),
        "enabled".equals(values.get("UnitFileState")),
        active,
        active ? since : Optional.empty());
  }

  /** {@code @1764175079}; older ones write it for people, in a form that is not to be relied on. */
  private static Optional<Instant> moment(String shown) {
    return shown.matches("@[0-9]{1,12}")
        ? Optional.of(Instant.ofEpochSecond(Long.parseLong(shown.substring(1))))
        : Optional.empty();
  }
}
