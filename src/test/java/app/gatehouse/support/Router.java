package app.gatehouse.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A home network in network namespaces that have no way out: a home computer (192.168.77.2) and a
 * second one (192.168.77.9) behind a router (192.168.77.1) whose miniupnpd speaks UPnP IGD, NAT-PMP
 * and PCP for real, and a computer on the "internet" (44.128.0.9) that sees the router as
 * 44.128.0.1. IPv6 on demand; needs root.
 */
public final class Router implements AutoCloseable {
  /** The home computer's address. */
  public static final String HOME_ADDRESS = "192.168.77.2";

  /** The address of the second computer of the home. */
  public static final String SECOND_ADDRESS = "192.168.77.9";

  /** The home computer's address where there is IPv6. */
  public static final String HOME_ADDRESS_6 = "2a44:128:0:77::2";

  /** The router's address as the home computer sees it. */
  public static final String GATEWAY = "192.168.77.1";

  /** The address that the internet side reaches the home by. */
  public static final String PUBLIC_ADDRESS = "44.128.0.1";

  /** The address of the computer on the internet side. */
  public static final String INTERNET_ADDRESS = "44.128.0.9";

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String prefix = "g" + ProcessHandle.current().pid() + "n" + COUNT.incrementAndGet();
  private final Map<String, String> environment;
  private final Path folder;

  private Router(Map<String, String> settings) {
    Servers.requireRoot();
    Servers.requireNamespaces();
    var daemon = Servers.require("miniupnpd");
    environment = new HashMap<>(settings);
    if (environment.containsKey("CARRIER") || environment.containsKey("IPV6")) {
      // Debian 12's own does not close a pinhole that was renewed.
      daemon = Servers.require("miniupnpd-private-wan");
    }
    environment.putIfAbsent("MINIUPNPD", daemon.toString());
    environment.put("NS", prefix);
    try {
      folder = Files.createTempDirectory("router");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      script("up");
    } catch (AssertionError e) {
      close();
      throw e;
    }
  }

  /** A router with a public address that maps every port. */
  public static Router start() {
    return new Router(Map.of());
  }

  /**
   * A router with other habits.
   *
   * @param settings the environment of {@code router.sh}: CARRIER (the private WAN address of a
   *     home behind carrier-grade NAT), IGD (1, 2 or off), SPEAKS (of "upnp nat-pmp pcp"), ALLOW
   *     (external ports that may be mapped), BLOCK (ports that the provider drops), IPV6 (yes;
   *     open: the router lets everything in), LONGEST (seconds of the longest lease), SIDE (yes: a
   *     second network card)
   */
  public static Router start(Map<String, String> settings) {
    return new Router(settings);
  }

  /** A command to run on the home computer. */
  public ChildProcess.Builder atHome(Path program, Object... arguments) {
    return in("home", program, arguments);
  }

  /** A command to run on the second computer of the home. */
  public ChildProcess.Builder onTheSecond(Path program, Object... arguments) {
    return in("second", program, arguments);
  }

  /** A command to run on the one computer of the second card's network. */
  public ChildProcess.Builder onTheSide(Path program, Object... arguments) {
    return in("side", program, arguments);
  }

  /** What stands before a command to run it on the home computer. */
  public List<String> homeCommand() {
    return List.of(Servers.require("ip").toString(), "netns", "exec", prefix + "-home");
  }

  /**
   * The mappings that the router keeps at this moment, as {@code TCP:<outer port>:<home
   * address>:<inner port>}.
   */
  public List<String> mappings() {
    var file = folder.resolve("upnp.leases");
    try {
      return Files.exists(file)
          ? Files.readAllLines(file).stream().map(Router::withoutLease).sorted().toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String withoutLease(String line) {
    return String.join(":", List.of(line.split(":", -1)).subList(0, 4));
  }

  /** A command to run on the computer on the internet side. */
  public ChildProcess.Builder onTheInternet(Path program, Object... arguments) {
    return in("internet", program, arguments);
  }

  /** A command to run on the router itself. */
  public ChildProcess.Builder onTheRouter(Path program, Object... arguments) {
    return in("router", program, arguments);
  }

  private ChildProcess.Builder in(String where, Path program, Object... arguments) {
    return ChildProcess.of(Servers.require("ip"), "netns", "exec", prefix + "-" + where, program)
        .with(arguments);
  }

  /** Switched off and on again: it has forgotten its mappings. */
  public void restart() {
    script("restart");
  }

  @Override
  public void close() {
    script("down");
  }

  private void script(String verb) {
    var command =
        ChildProcess.of(Servers.require("bash"), Servers.sources().resolve("router.sh"), verb)
            .with(folder);
    environment.forEach(command::environment);
    var running = command.start();
    if (running.awaitExit(Duration.ofSeconds(30)) != 0) {
      throw new AssertionError("router.sh " + verb + ": " + running.output());
    }
  }
}
