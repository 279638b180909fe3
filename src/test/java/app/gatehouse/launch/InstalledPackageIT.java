package app.gatehouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.support.Eventually;
import app.gatehouse.support.Machine;
import app.gatehouse.support.Machine.Result;
import app.gatehouse.support.PebbleUnits;
import app.gatehouse.support.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
  private static final String NAME = "voice.example.net";
  private static final String ROOT =
      "/var/lib/gatehouse/certificates/local-ca/private-names/root.pem";

  private static final String STORE = "/var/lib/gatehouse/certificates";

  @TempDir private Path folder;
  private Machine machine;
  private PebbleUnits pebble;

  @BeforeEach
  void boot() throws Exception {
    Servers.requireRoot();
    Servers.require("dpkg-deb");
    machine = Machine.boot(folder);
    machine.run("useradd -m ada && useradd -m stranger");
    Files.writeString(machine.file("/srv/app.py"), APP);
    Files.writeString(machine.file("/etc/systemd/system/app.service"), UNIT);
    well(machine.run("systemctl enable --now app.service"));
    pebble = PebbleUnits.start(machine);
  }

  @AfterEach
  void shutDown() throws Exception {
    if (machine != null) {
      machine.close();
    }
  }

  @Test
  void livesThroughInstallationRestartUpgradeRemovalAndPurge() throws Exception {
    DebPackage.bring("0.1.0", machine);
    DebPackage.bring("0.1.1", machine);
    var authority = pebble.keepRoot("first");
    var later = pebble.keepRoot("later");
    var before = files();

    well(machine.run("dpkg -i /root/gatehouse_0.1.0_*.deb"));
    awaitService();
    assertThat(outsideListeners()).isEmpty();
    systemdHasNothingAgainstTheUnit();
    comesFromTheAuthority();

    strangersAreTold();
    well(machine.run("SUDO_USER=ada gatehouse-helper allow-user"));
    var site = new Site(NAME, authority, adaPublishes("own-domain", NAME));
    var other = new Site(HOST, ROOT, adaPublishes("private", HOST));
    assertThat(outsideListeners()).contains("*:80", "*:443");
    assertThat(owner(80)).isEqualTo("gatehouse");
    assertThat(owner(443)).isEqualTo("gatehouse");
    var serial = site.answers();
    var otherSerial = other.answers();

    machine.reboot();
    awaitService();
    pebble.awaitReady();
    assertThat(site.answers()).isEqualTo(serial);
    assertThat(other.answers()).isEqualTo(otherSerial);

    well(machine.run("dpkg -i /root/gatehouse_0.1.1_*.deb"));
    awaitService();
    assertThat(site.answers()).isEqualTo(serial);
    assertThat(other.answers()).isEqualTo(otherSerial);
    assertThat(machine.runAs("ada", "gatehouse status").output()).contains(HOST, NAME, "0.1");

    var removed = machine.run("dpkg -r gatehouse");
    well(removed);
    assertThat(removed.output()).contains("/var/lib/gatehouse");
    assertThat(machine.file(ROOT)).exists();
    assertThat(outsideListeners()).isEmpty();

    well(machine.run("dpkg -i /root/gatehouse_0.1.1_*.deb"));
    awaitService();
    assertThat(site.answers()).as("kept over the removal").isEqualTo(serial);
    pebble.keepRoot("later");
    well(machine.runAs("ada", "gatehouse renew --force " + NAME));
    assertThat(new Site(NAME, later, site.key()).answers())
        .as("from the authority that has forgotten us")
        .isNotEqualTo(serial);

    well(machine.run("dpkg -r gatehouse"));
    assertThat(machine.run("ls -R " + STORE).output()).contains(NAME);
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

  private void systemdHasNothingAgainstTheUnit() throws Exception {
    var verified = machine.run("systemd-analyze verify --man=no gatehouse.service");
    well(verified);
    assertThat(verified.output()).doesNotContain("gatehouse");
    // In tenths; from 3.1 on it is worse than what this service needs.
    well(machine.run("systemd-analyze security --no-pager --threshold=30 gatehouse.service"));
  }

  /** For the service, Pebble is the internet. */
  private void comesFromTheAuthority() throws Exception {
    var settings =
        pebble.settings().entrySet().stream()
            .map(each -> "\"" + each.getKey() + "\":\"" + each.getValue() + "\"")
            .collect(Collectors.joining(",", "{\"schema\":1,\"settings\":{", "}}"));
    Files.writeString(machine.file("/var/lib/gatehouse/settings.json"), settings);
    well(machine.run("chown gatehouse: /var/lib/gatehouse/settings.json"));
    well(machine.run("systemctl restart gatehouse"));
    awaitService();
  }

  private void strangersAreTold() throws Exception {
    assertThat(strangersStatus(""))
        .containsPattern("Gatehouse 0\\.1\\S* runs \\(process \\d+\\)")
        .contains("You are not yet allowed to control Gatehouse", "gatehouse-helper allow-user")
        .doesNotContain(HOST, NAME);
    assertThat(strangersStatus("--lang zh-CN "))
        .containsPattern("Gatehouse 0\\.1\\S* .*\\d+")
        .contains("您还不能控制这台电脑上的 Gatehouse", "gatehouse-helper allow-user")
        .doesNotContain("runs");
  }

  private String strangersStatus(String options) throws Exception {
    var told = machine.runAs("stranger", "gatehouse " + options + "status");
    assertThat(told.status()).as(told.output()).isEqualTo(1);
    return told.output();
  }

  /** Returns the API key. */
  private String adaPublishes(String kind, String name) throws Exception {
    var published =
        machine.runAs(
            "ada",
            "gatehouse setup --app 7860 --address %s --name %s --guard api-key --yes"
                .formatted(kind, name));
    well(published);
    return published
        .output()
        .lines()
        .map(String::strip)
        .filter(line -> line.matches("[A-Za-z0-9_-]{30,}"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(published.output()));
  }

  /** What is published there, and whom its visitors trust. */
  private final class Site {
    private final String name;
    private final String root;
    private final String key;

    Site(String name, String root, String key) {
      this.name = name;
      this.root = root;
      this.key = key;
    }

    String key() {
      return key;
    }

    /** Looks as a visitor does who has the key; returns the certificate's serial number. */
    String answers() throws Exception {
      Eventually.isTrue("it is served", () -> fetch("").endsWith("401"));
      assertThat(fetch("-H 'X-API-Key: " + key + "'"))
          .contains("hello from the app")
          .endsWith("200");
      var certificates = curl("-o /dev/null -w '%{certs}'").lines();
      return certificates.filter(line -> line.startsWith("Serial")).findFirst().orElseThrow();
    }

    /** The page, then the status. */
    private String fetch(String more) throws IOException, InterruptedException {
      return curl("-w '%{http_code}' " + more);
    }

    /** With full verification. */
    private String curl(String more) throws IOException, InterruptedException {
      var address = " --resolve " + name + ":443:127.0.0.1 https://" + name + "/";
      return machine.run("curl -s -m 10 --cacert " + root + " " + more + address).output();
    }
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
