package app.gatehouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.support.Eventually;
import app.gatehouse.support.Machine;
import app.gatehouse.support.Machine.Result;
import app.gatehouse.support.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The .deb on a fresh Debian 12 with a real systemd: installed, used, restarted, upgraded, purged.
 */
@Tag("long")
class InstalledPackageIT {
  private static final String HOST = "app.home.arpa";
  private static final String ROOT =
      "/var/lib/gatehouse/certificates/local-ca/private-names/root.pem";

  @TempDir private Path folder;
  private Machine machine;

  @BeforeEach
  void boot() throws Exception {
    Servers.requireRoot();
    Servers.require("dpkg-deb");
    machine = Machine.boot(folder);
    machine.run("useradd -m ada && useradd -m stranger");
    Files.writeString(machine.file("/srv/app.py"), APP);
    Files.writeString(machine.file("/etc/systemd/system/app.service"), UNIT);
    well(machine.run("systemctl enable --now app.service"));
  }

  @AfterEach
  void shutDown() throws Exception {
    if (machine != null) {
      machine.close();
    }
  }

  @Test
  void livesThroughInstallationRestartUpgradeRemovalAndPurge() throws Exception {
    DebPackage.bring("0.1.0", folder, machine);
    DebPackage.bring("0.1.1", folder, machine);
    var before = files();

    well(machine.run("dpkg -i /root/gatehouse_0.1.0_*.deb"));
    awaitService();
    assertThat(outsideListeners()).isEmpty();

    strangersAreTold();
    var key = adaPublishes();
    assertThat(outsideListeners()).contains("*:80", "*:443");
    assertThat(owner(443)).isEqualTo("gatehouse");
    answers(key);
    var serial = serial();

    machine.reboot();
    awaitService();
    answers(key);
    assertThat(serial()).isEqualTo(serial);

    well(machine.run("dpkg -i /root/gatehouse_0.1.1_*.deb"));
    awaitService();
    answers(key);
    assertThat(serial()).isEqualTo(serial);
    assertThat(machine.runAs("ada", "gatehouse status").output()).contains(HOST, "0.1");

    var removed = machine.run("dpkg -r gatehouse");
    well(removed);
    assertThat(removed.output()).contains("/var/lib/gatehouse");
    assertThat(machine.file(ROOT)).exists();
    assertThat(outsideListeners()).isEmpty();

    well(machine.run("dpkg -P gatehouse"));
    assertThat(files()).isEqualTo(before);
    assertThat(machine.run("getent passwd gatehouse").status()).isNotZero();
  }

  private void awaitService() throws Exception {
    Eventually.isTrue(
        "the service runs",
        () -> machine.run("systemctl is-active gatehouse").output().strip().equals("active"));
    var account = "stat -c %U /proc/$(systemctl show -p MainPID --value gatehouse)";
    assertThat(machine.run(account).output().strip()).isEqualTo("gatehouse");
    Eventually.isTrue(
        "the service answers", () -> machine.run("gatehouse status").output().contains("process"));
  }

  private void strangersAreTold() throws Exception {
    var told = machine.runAs("stranger", "gatehouse status");
    assertThat(told.status()).isEqualTo(1);
    assertThat(told.output()).contains("gatehouse-helper allow-user");
  }

  /** Returns the API key. */
  private String adaPublishes() throws Exception {
    well(machine.run("SUDO_USER=ada gatehouse-helper allow-user"));
    var published =
        machine.runAs(
            "ada",
            "gatehouse setup --app 7860 --address private --name "
                + HOST
                + " --guard api-key --yes");
    well(published);
    return published
        .output()
        .lines()
        .map(String::strip)
        .filter(line -> line.matches("[A-Za-z0-9_-]{30,}"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(published.output()));
  }

  private void answers(String key) throws Exception {
    Eventually.isTrue("it is served", () -> fetch("").endsWith("401"));
    assertThat(fetch("-H 'X-API-Key: " + key + "'")).contains("hello from the app").endsWith("200");
  }

  /** The page, then the status. */
  private String fetch(String more) throws IOException, InterruptedException {
    return curl("-w '%{http_code}' " + more);
  }

  private String serial() throws IOException, InterruptedException {
    var serial = curl("-o /dev/null -w '%{certs}'").lines().filter(l -> l.startsWith("Serial"));
    return serial.findFirst().orElseThrow();
  }

  /** With full verification, as a device that trusts this home. */
  private String curl(String more) throws IOException, InterruptedException {
    var address = " --resolve " + HOST + ":443:127.0.0.1 https://" + HOST + "/";
    return machine.run("curl -s -m 10 --cacert " + ROOT + " " + more + address).output();
  }

  /** Who owns the socket that takes connections at this port. */
  private String owner(int port) throws IOException, InterruptedException {
    return machine
        .run("id -nu $(ss -Hltne sport = :" + port + " | sed 's/.*uid:\\([0-9]*\\).*/\\1/')")
        .output()
        .strip();
  }

  /** Addresses and ports that others can reach. */
  private List<String> outsideListeners() throws IOException, InterruptedException {
    return machine
        .run("ss -Hltn | awk '{print $4}' | grep -v -e '^127' -e '^\\[::1\\]'")
        .output()
        .lines()
        .toList();
  }

  /** What lies on the disk, but for what every use of a system writes. */
  private Set<String> files() throws IOException, InterruptedException {
    var found =
        machine.run(
            "find / -xdev \\( -path /proc -o -path /sys -o -path /run -o -path /tmp -o -path"
                + " /var/tmp -o -path /var/log -o -path /var/cache -o -path /var/lib/dpkg -o -path"
                + " /var/lib/systemd -o -path /home -o -path /dev \\) -prune -o -print");
    return new TreeSet<>(found.output().lines().toList());
  }

  private static void well(Result result) {
    assertThat(result.status()).as(result.output()).isZero();
  }

  private static final String APP =
      """
      import http.server

      class App(http.server.BaseHTTPRequestHandler):
          def do_GET(self):
              self.send_response(200)
              self.end_headers()
              self.wfile.write(b"hello from the app")

      http.server.HTTPServer(("127.0.0.1", 7860), App).serve_forever()
      """;

  private static final String UNIT =
      """
      [Unit]
      Description=An app to publish
      [Service]
      ExecStart=/usr/bin/python3 /srv/app.py
      [Install]
      WantedBy=multi-user.target
      """;
}
