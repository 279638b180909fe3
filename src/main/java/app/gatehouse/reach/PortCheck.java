package app.gatehouse.reach;

import app.gatehouse.model.network.CheckResult;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Whether a port of this computer is free for us: by the socket table, then by trying. */
final class PortCheck {
  private static final String STATE = "state";
  private static final long WINDOWS_KERNEL = 4;
  private static final int LAST_PRIVILEGED = 1023;

  private final NetworkFacts network;
  private final IntPredicate ours;

  PortCheck(NetworkFacts network, IntPredicate ours) {
    this.network = network;
    this.ours = ours;
  }

  /** Holds the port for an instant at most. */
  CheckResult check(int port) {
    var id = "port-" + port;
    var text = Integer.toString(port);
    if (ours.test(port)) {
      return CheckResult.ok(id, Map.of("port", text, STATE, "ours"));
    }
    var holder = network.holder(port);
    if (holder.isPresent()) {
      return failed(id, port, inUse(port, holder), facts(text, holder.get()));
    }
    try (var listener = new ServerSocket()) {
      // A connection that is still being forgotten is no obstacle for the forwarder either.
      listener.setReuseAddress(true);
      listener.bind(new InetSocketAddress(port));
      return CheckResult.ok(id, Map.of("port", text, STATE, "free"));
    } catch (IOException e) {
      return failed(id, port, refused(port, e), Map.of("port", text, STATE, "refused"));
    }
  }

  private static CheckResult failed(
      String id, int port, Problem problem, Map<String, String> facts) {
    return CheckResult.of(id, problem.with("port", port)).withFacts(facts);
  }

  private static Problem inUse(int port, Optional<PortHolder> holder) {
    var problem = Problem.error(ProblemCode.PORT_IN_USE).with("port", port);
    var process = holder.map(PortHolder::process);
    if (process.isEmpty()) {
      return problem.variant("unknown-holder");
    }
    var pid = holder.get().pid();
    var named = explained(problem.with("process", process.get()), process.get(), pid);
    return pid == null ? named : named.with("pid", pid);
  }

  /** Programs that people do not know by their name, or cannot simply end. */
  private static Problem explained(Problem problem, String process, @Nullable Long pid) {
    var name = process.toLowerCase(Locale.ROOT);
    if (name.equals("docker-proxy")
        || name.equals("rootlesskit")
        || name.startsWith("com.docker")) {
      return problem.variant("docker");
    }
    // Windows lets http.sys listen for IIS and others: its holder is the kernel.
    var isKernel = name.equals("system") && pid != null && pid == WINDOWS_KERNEL;
    if (isKernel || name.equals("w3wp.exe") || name.equals("inetinfo.exe")) {
      return problem.variant("http-sys");
    }
    // lsof cuts names off after nine letters.
    return name.startsWith("controlce") ? problem.variant("airplay") : problem;
  }

  /**
   * Why the system refused. Its message may be in the user's language, so it decides only where
   * nothing else does: the socket table has shown already that nobody listens there.
   */
  private static Problem refused(int port, IOException e) {
    var message = String.valueOf(e.getMessage());
    if (message.contains("in use")) {
      return inUse(port, Optional.empty()).cause(e);
    }
    return port <= LAST_PRIVILEGED
        ? Problem.error(ProblemCode.PORT_NEEDS_RIGHTS).cause(e)
        : inUse(port, Optional.empty()).cause(e);
  }

  private static Map<String, String> facts(String port, PortHolder holder) {
    var facts = new TreeMap<>(Map.of("port", port, STATE, "held", "bind", holder.bind()));
    if (holder.process() != null) {
      facts.put("process", holder.process());
    }
    if (holder.pid() != null) {
      facts.put("pid", Long.toString(holder.pid()));
    }
    return facts;
  }
}
