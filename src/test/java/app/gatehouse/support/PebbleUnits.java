package app.gatehouse.support;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Pebble with its name server as units of a {@link Machine}: they come back with it, and Pebble has
 * forgotten everything then and has another root. Every name is the machine itself. A way out that
 * leads nowhere comes with it, since whoever has none need not ask an authority.
 */
public final class PebbleUnits {
  private static final String FOLDER = "/srv/pebble";
  private static final String DIRECTORY = "https://127.0.0.1:14000/dir";
  private static final String ROOT = "https://127.0.0.1:15000/roots/0";
  private static final int DNS = 8053;
  private static final int DNS_MANAGEMENT = 8055;

  private final Machine machine;

  private PebbleUnits(Machine machine) {
    this.machine = machine;
  }

  /** Brings it there and starts it; skips the test when Pebble cannot be had. */
  public static PebbleUnits start(Machine machine) throws IOException, InterruptedException {
    var pebble = Servers.require("pebble");
    var names = Servers.require("pebble-challtestsrv");
    var folder = Files.createDirectories(machine.file(FOLDER));
    Files.copy(pebble, folder.resolve("pebble"));
    Files.copy(names, folder.resolve("pebble-challtestsrv"));
    var authority = new TestAuthority("Pebble's own HTTPS");
    authority.writeRoot(folder.resolve("authority.pem"));
    authority.issue("127.0.0.1").write(folder.resolve("leaf.pem"), folder.resolve("leaf.key"));
    Files.writeString(folder.resolve("pebble.json"), CONFIGURATION);
    var dns = "127.0.0.1:" + DNS;
    unit(
        machine,
        "pebble-names",
        Pebble.namesOptions(names, dns, "127.0.0.1", "127.0.0.1:" + DNS_MANAGEMENT).stream()
            .map(option -> option.isEmpty() ? "\"\"" : option)
            .collect(Collectors.joining(" ", FOLDER + "/pebble-challtestsrv ", "")));
    unit(
        machine, "pebble", FOLDER + "/pebble -config " + FOLDER + "/pebble.json -dnsserver " + dns);
    Files.writeString(machine.file("/etc/systemd/system/uplink.service"), UPLINK);
    var started = machine.run("systemctl enable --now uplink pebble-names pebble");
    if (started.status() != 0) {
      throw new IOException(started.output());
    }
    var units = new PebbleUnits(machine);
    units.awaitReady();
    return units;
  }

  private static void unit(Machine machine, String name, String command) throws IOException {
    Files.writeString(
        machine.file("/etc/systemd/system/" + name + ".service"), UNIT.formatted(command));
  }

  /** Until it answers, also after a restart of the machine. */
  public void awaitReady() {
    var ask = "curl -sf --cacert " + FOLDER + "/authority.pem ";
    Eventually.isTrue("Pebble answers", () -> machine.run(ask + DIRECTORY).status() == 0);
    Eventually.isTrue("it has a root", () -> machine.run(ask + ROOT).status() == 0);
  }

  /** Keeps its present root as a file of the machine, and returns where. */
  public String keepRoot(String name) throws IOException, InterruptedException {
    var file = FOLDER + "/" + name + ".pem";
    machine.run("curl -sf --cacert " + FOLDER + "/authority.pem " + ROOT + " -o " + file);
    return file;
  }

  /** The settings of a program in the machine for which this is the whole internet. */
  public Map<String, String> settings() {
    return Map.of(
        "acme.directory",
        DIRECTORY,
        "acme.ca-file",
        FOLDER + "/authority.pem",
        "dns.resolvers",
        "127.0.0.1:" + DNS,
        "address.also-public",
        "127.0.0.0/8",
        "ip-echo.services",
        "",
        "router.enabled",
        "false");
  }

  private static final String CONFIGURATION =
      """
      {"pebble":{"listenAddress":"127.0.0.1:14000","managementListenAddress":"127.0.0.1:15000",
      "certificate":"/srv/pebble/leaf.pem","privateKey":"/srv/pebble/leaf.key",
      "httpPort":80,"tlsPort":443,"ocspResponderURL":"","externalAccountBindingRequired":false,
      "retryAfter":{"authz":1,"order":1},"keyAlgorithm":"ecdsa",
      "profiles":{"default":{"description":"default","validityPeriod":7776000}}}}
      """;

  private static final String UPLINK =
      """
      [Unit]
      Description=A way out
      Before=network-online.target
      [Service]
      Type=oneshot
      RemainAfterExit=yes
      ExecStart=ip link add home0 type veth peer name router0
      ExecStart=ip link set router0 up
      ExecStart=ip link set home0 up
      ExecStart=ip address add 192.168.1.10/24 dev home0
      ExecStart=ip route add default via 192.168.1.1
      [Install]
      WantedBy=network-online.target multi-user.target
      """;

  private static final String UNIT =
      """
      [Unit]
      Description=The authority of a test
      [Service]
      Environment=PEBBLE_VA_NOSLEEP=1 PEBBLE_WFE_NONCEREJECT=0
      ExecStart=%s
      [Install]
      WantedBy=multi-user.target
      """;
}
