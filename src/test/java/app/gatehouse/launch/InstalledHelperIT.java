package app.gatehouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.support.Eventually;
import app.gatehouse.support.Machine;
import app.gatehouse.support.Machine.Result;
import app.gatehouse.support.Servers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the installed helper changes on a Debian 12, with its real firewalls, its real list of
 * trusted certificates, systemd and polkit; and that all of it can be taken back.
 */
@Tag("long")
class InstalledHelperIT {
  private static final String HELPER = "/usr/lib/gatehouse/bin/gatehouse-helper";
  private static final String ANCHORS = "/usr/local/share/ca-certificates";
  private static final String HOST = "app.home.arpa";

  @TempDir private Path folder;
  private Machine machine;

  @BeforeEach
  void install() throws Exception {
    Servers.requireRoot();
    Servers.require("dpkg-deb");
    machine = Machine.boot(folder);
    DebPackage.bring("0.1.0", folder, machine);
    well("useradd -m ada && useradd -m stranger");
    well("dpkg -i /root/gatehouse_0.1.0_*.deb");
    awaitService();
  }

  @AfterEach
  void shutDown() throws Exception {
    if (machine != null) {
      machine.close();
    }
  }

  @Test
  void changesNothingWhereNoFirewallKeepsVisitorsOut() throws Exception {
    assertThat(well("nft list ruleset")).isEmpty();
    assertThat(well("gatehouse-helper firewall-add 80 443")).contains("nothing was changed");
    assertThat(well("gatehouse-helper firewall-remove")).contains("No rule of Gatehouse");
    assertThat(well("nft list ruleset")).isEmpty();
    assertThat(machine.run("gatehouse-helper firewall-add 0").status()).isEqualTo(2);
    assertThat(machine.run("gatehouse-helper firewall-add 80 '443; reboot'").status()).isEqualTo(2);
    assertThat(machine.run("gatehouse-helper trust-add /etc/passwd").status()).isEqualTo(2);
  }

  @Test
  void opensNftables() throws Exception {
    well(
        """
        nft add table inet filter
        nft 'add chain inet filter input { type filter hook input priority 0; policy drop; }'
        nft 'add rule inet filter input iif lo accept'
        nft 'add rule inet filter input tcp dport 22 accept comment "gatehouse of mine"'
        nft add table inet second
        nft 'add chain inet second in { type filter hook input priority 10; policy accept; }'
        nft 'add rule inet second in iif lo accept'
        nft 'add rule inet second in counter reject'
        """);
    opensAndCloses("nft -s list ruleset", "dport { 80, 443 } accept comment \"gatehouse\"", 2);
    assertThat(well("gatehouse-helper firewall-add 443"))
        .contains("/etc/nftables.conf", "tcp dport 443 accept comment \"gatehouse\"");
  }

  @Test
  void leavesIptablesToItself() throws Exception {
    well("iptables -A INPUT -i lo -j ACCEPT && iptables -P INPUT DROP");
    var before = well("iptables-save | grep -v '^#' | sed 's/\\[.*//'");
    var refused = machine.run("gatehouse-helper firewall-add 80 443");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.output()).contains("blocks visitors", "80,443");
    well("gatehouse-helper firewall-remove");
    assertThat(well("iptables-save | grep -v '^#' | sed 's/\\[.*//'")).isEqualTo(before);
  }

  @Test
  void opensUfw() throws Exception {
    well("ufw allow 22/tcp comment mine && ufw --force enable");
    opensAndCloses("ufw show added", "ufw allow 80,443/tcp comment 'gatehouse'", 1);
    assertThat(well("ufw status")).contains("Status: active", "22/tcp");

    well("ufw allow 80,443/tcp comment mine");
    assertThat(well("gatehouse-helper firewall-add 80 443")).contains("already");
    well("gatehouse-helper firewall-remove");
    assertThat(well("ufw show added")).contains("ufw allow 80,443/tcp comment 'mine'");
  }

  @Test
  void opensFirewalld() throws Exception {
    well("systemctl start firewalld && firewall-cmd --permanent --add-port=22/tcp");
    well("firewall-cmd --reload");
    var list = "firewall-cmd --list-all; firewall-cmd --info-service=gatehouse 2>&1 || true";
    opensAndCloses(list, "services: dhcpv6-client gatehouse ssh", 1);
    assertThat(well("firewall-cmd --permanent --list-all")).contains("ports: 22/tcp");
    assertThat(machine.run("firewall-cmd --permanent --info-service=gatehouse").status())
        .isNotZero();
  }

  /** As often as there are chains to open, however often it is asked. */
  private void opensAndCloses(String list, String rule, int times) throws Exception {
    var before = well(list);
    assertThat(well("gatehouse-helper firewall-add 80 443"))
        .contains("lets visitors in", "80, 443");
    var opened = well(list);
    assertThat(opened.split(Pattern.quote(rule), -1)).hasSize(times + 1);
    assertThat(well("gatehouse-helper firewall-add 443 80")).contains("already");
    assertThat(well(list)).isEqualTo(opened);

    well("gatehouse-helper firewall-add 8443");
    assertThat(well(list)).isNotEqualTo(opened).isNotEqualTo(before);

    assertThat(well("gatehouse-helper firewall-remove")).contains("was taken out of");
    assertThat(well(list)).isEqualTo(before);
    assertThat(well("gatehouse-helper firewall-remove")).contains("No rule of Gatehouse");
  }

  @Test
  void trustsTheRootAndTakesAllBackWithThePackage() throws Exception {
    var trusted = "cat /etc/ssl/certs/ca-certificates.crt; ls -lA /etc/ssl/certs | wc -l";
    assertThat(machine.run("gatehouse-helper trust-add").status()).isEqualTo(1);
    publish();
    var before = well(trusted);
    assertThat(fetch()).contains("000");

    assertThat(well("gatehouse-helper trust-add")).contains("trusts");
    assertThat(fetch()).isEqualTo("401");
    assertThat(well("gatehouse-helper trust-add")).contains("already");
    well("gatehouse-helper trust-remove");
    assertThat(fetch()).contains("000");
    assertThat(well(trusted)).isEqualTo(before);

    assertThat(machine.run("gatehouse trust add --json").status()).isEqualTo(2);
    assertThat(well("gatehouse trust add --yes --json"))
        .contains("\"name\":\"Gatehouse home root ", "\"id\":\"system\",\"state\":\"ok\"");
    assertThat(fetch()).isEqualTo("401");
    assertThat(well("gatehouse trust remove --yes"))
        .contains("✓ The system", "Gatehouse home root ");
    assertThat(fetch()).contains("000");
    assertThat(well("gatehouse trust remove --yes")).contains("does not trust");
    assertThat(well(trusted)).isEqualTo(before);

    well("ufw --force enable && gatehouse-helper trust-add && gatehouse-helper firewall-add 443");
    assertThat(machine.run("gatehouse uninstall --yes --json").output())
        .contains("\"keepsTrust\":true", "apt remove gatehouse");
    assertThat(machine.run("gatehouse service status").status()).isEqualTo(3);
    assertThat(well("ufw show added")).doesNotContain("gatehouse");

    well("gatehouse-helper firewall-add 443");
    assertThat(well("ufw show added")).contains("gatehouse");
    well("dpkg -r gatehouse");
    assertThat(well("ufw show added")).doesNotContain("gatehouse");
    assertThat(well("ls " + ANCHORS)).isEmpty();
    assertThat(well(trusted)).isEqualTo(before);
  }

  @Test
  void trustsNoRootThatTheServiceCouldMisuse() throws Exception {
    publish();
    var root = "/var/lib/gatehouse/certificates/local-ca/private-names/root.pem";
    var other = "$(ls /usr/share/ca-certificates/mozilla/*.crt | head -1)";
    well("rm " + root + " && cp " + other + " " + root);
    assertThat(machine.run("gatehouse-helper trust-add").status()).isEqualTo(1);
    well("rm " + root + " && ln -s /etc/shadow " + root);
    var refused = machine.run("gatehouse-helper trust-add");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.output()).doesNotContain("root:");
    assertThat(well("ls " + ANCHORS)).isEmpty();
  }

  @Test
  void polkitDecidesPerVerb() throws Exception {
    Files.writeString(machine.file("/etc/polkit-1/rules.d/49-test.rules"), RULES);
    assertThat(machine.runAs("ada", "gatehouse service remove").status()).isZero();
    assertThat(machine.runAs("ada", "gatehouse service status --json").status()).isEqualTo(3);
    var started = machine.runAs("ada", "gatehouse service install --json");
    assertThat(started.status()).as(started.output()).isZero();
    assertThat(started.output()).contains("\"registered\":true,\"active\":true");

    var other = machine.runAs("ada", "pkexec " + HELPER + " trust-remove");
    assertThat(other.status()).as(other.output()).isEqualTo(127);
    var stranger = machine.runAs("stranger", "gatehouse service remove --json");
    assertThat(stranger.status()).isEqualTo(1);
    assertThat(stranger.output()).contains("\"no-permission\"", "sudo gatehouse-helper");
    assertThat(machine.runAs("stranger", HELPER + " service-remove").status()).isEqualTo(2);
    assertThat(well("systemctl is-active gatehouse")).contains("active");
  }

  @Test
  void theCallersEnvironmentDoesNotReachIt() throws Exception {
    var output =
        well(
            "JAVA_TOOL_OPTIONS=-Xmx1m JDK_JAVA_OPTIONS=-Xnothing _JAVA_OPTIONS=-Xmx1m"
                + " JAVA_HOME=/nowhere PATH=/nowhere "
                + HELPER
                + " trust-remove");
    assertThat(output).doesNotContain("Picked up").contains("does not trust");
  }

  @Test
  void aPortableOneStartsWithItsUsersSession() throws Exception {
    well(
        "systemctl disable --now gatehouse && cp -a /usr/lib/gatehouse /home/ada/program"
            + " && rm /home/ada/program/installed && chown -R ada: /home/ada/program"
            + " && systemctl start user@$(id -u ada)");
    var unit = machine.file("/home/ada/.config/systemd/user/gatehouse.service");
    var installed = asAda("service install --json");
    assertThat(installed.status()).as(installed.output()).isZero();
    assertThat(installed.output())
        .contains("\"portable\"", "\"registered\":true,\"active\":true", "\"sessionOnly\":true");
    assertThat(unit).exists();

    well("pkill -KILL -u ada java");
    Eventually.isTrue("it has come back", () -> asAda("status").status() == 0);
    assertThat(asAda("stop").status()).isZero();
    assertThat(asAda("service status").status()).isEqualTo(3);

    assertThat(asAda("uninstall --yes").status()).isZero();
    assertThat(unit).doesNotExist();
    assertThat(asAda("uninstall").output()).contains("Nothing of Gatehouse lies outside");
  }

  private Result asAda(String command) throws Exception {
    var session = "export XDG_RUNTIME_DIR=/run/user/$(id -u); ";
    return machine.runAs("ada", session + "~/program/bin/gatehouse " + command);
  }

  private void publish() throws Exception {
    well("systemd-run --unit=app python3 -m http.server 7860 --bind 127.0.0.1");
    Eventually.isTrue("the app runs", () -> machine.run("curl -s 127.0.0.1:7860").status() == 0);
    well("gatehouse setup --app 7860 --address private --name " + HOST + " --guard api-key --yes");
    Eventually.isTrue(
        "it is served", () -> machine.run("curl -sk https://127.0.0.1").status() != 7);
  }

  /** The status, 000 when the certificate is not trusted. */
  private String fetch() throws Exception {
    var resolve = " --resolve " + HOST + ":443:127.0.0.1 https://" + HOST + "/";
    return machine.run("curl -s -m 10 -o /dev/null -w '%{http_code}'" + resolve).output();
  }

  private void awaitService() {
    Eventually.isTrue(
        "the service answers", () -> machine.run("gatehouse status").output().contains("process"));
  }

  private String well(String command) throws Exception {
    var result = machine.run(command);
    assertThat(result.status()).as(command + "\n" + result.output()).isZero();
    return result.output();
  }

  /** Somebody has let ada do two things without a password. */
  private static final String RULES =
      """
      polkit.addRule(function(action, subject) {
        var allowed = ["app.gatehouse.service-install", "app.gatehouse.service-remove"];
        if (subject.user == "ada" && allowed.indexOf(action.id) >= 0) {
          return polkit.Result.YES;
        }
      });
      """;
}
