package app.gatehouse.launch;

import app.gatehouse.reach.probe.ProberStandIn;
import app.gatehouse.reach.probe.ProberStandIn.Manner;
import app.gatehouse.support.ChildProcess;
import app.gatehouse.support.Router;
import app.gatehouse.support.Servers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Parties on a lab's internet that really knock: three kinds of probers and two echoes, each with
 * an address of its own in both families.
 */
final class LabParties implements AutoCloseable {
  /** The probers: Globalping, check-host, one that is asked by a plain address. */
  static final List<String> PROBERS = List.of("44.128.0.21", "44.128.0.22", "44.128.0.23");

  private static final List<String> PROBERS6 =
      List.of("2a44:128:0:1::21", "2a44:128:0:1::22", "2a44:128:0:1::23");
  private static final List<String> ECHOES = List.of("44.128.0.31", "44.128.0.32");
  private static final List<String> ECHOES6 = List.of("2a44:128:0:1::31", "2a44:128:0:1::32");
  private static final int PORT = 9000;

  private final ChildProcess running;
  private final boolean isAskedByIpv6;

  private LabParties(ChildProcess running, boolean isAskedByIpv6) {
    this.running = running;
    this.isAskedByIpv6 = isAskedByIpv6;
  }

  /**
   * @param manners one for each prober
   */
  static LabParties start(Router lab, List<Manner> manners) {
    return start(lab, manners, false);
  }

  /** For a home without IPv4. */
  static LabParties askedByIpv6(Router lab) {
    return start(lab, List.of(Manner.HONEST, Manner.HONEST, Manner.HONEST), true);
  }

  private static LabParties start(Router lab, List<Manner> manners, boolean isAskedByIpv6) {
    for (var address : (Iterable<String>) addresses()::iterator) {
      run(lab, "addr", "add", address, "dev", "eth0");
    }
    var command = new ArrayList<Object>();
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp"));
    command.addAll(List.of(System.getProperty("java.class.path"), ProberStandIn.class.getName()));
    for (var i = 0; i < manners.size(); i++) {
      command.add(manners.get(i));
      command.add(
          isAskedByIpv6
              ? PROBERS6.get(i) + "/" + PROBERS.get(i)
              : PROBERS.get(i) + "/" + PROBERS6.get(i));
      command.add(PORT);
    }
    for (var echo : isAskedByIpv6 ? ECHOES6 : ECHOES) {
      command.addAll(List.of("ECHO", echo, PORT));
    }
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    var running = lab.onTheInternet(java, command.toArray()).start();
    running.awaitLine("ready");
    return new LabParties(running, isAskedByIpv6);
  }

  private static Stream<String> addresses() {
    return Stream.concat(
        Stream.of(PROBERS, ECHOES).flatMap(List::stream).map(address -> address + "/24"),
        Stream.of(PROBERS6, ECHOES6).flatMap(List::stream).map(address -> address + "/64"));
  }

  private static void run(Router lab, Object... arguments) {
    var command = new ArrayList<>(List.of(arguments));
    if (arguments[2].toString().contains(":")) {
      // At once, without a look whether another has it.
      command.add("nodad");
    }
    lab.onTheInternet(Servers.require("ip"), command.toArray())
        .start()
        .awaitExit(Duration.ofSeconds(10));
  }

  /** Has a home ask them. */
  GatehouseRun setFor(GatehouseRun gatehouse) {
    var probers = (isAskedByIpv6 ? PROBERS6 : PROBERS).stream().map(LabParties::url).toList();
    var echoes = isAskedByIpv6 ? ECHOES6 : ECHOES;
    return gatehouse
        .set(
            "ip-echo.services",
            echoes.stream().map(echo -> url(echo) + "/").collect(Collectors.joining(",")))
        .set(
            "probe.services",
            "globalping="
                + probers.get(0)
                + ",check-host="
                + probers.get(1)
                + ","
                + probers.get(2)
                + "/?url=$URL");
  }

  private static String url(String address) {
    return "http://" + (address.contains(":") ? "[" + address + "]" : address) + ":" + PORT;
  }

  @Override
  public void close() {
    running.close();
  }
}
