package app.gatehouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.network.FirewallReport;
import app.gatehouse.model.network.Passage;
import app.gatehouse.support.Eventually;
import app.gatehouse.support.Machine;
import app.gatehouse.support.Machine.Result;
import app.gatehouse.support.Servers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
  private static final String READ = "gatehouse-helper firewall-read 80 443";
  private static final String ADAS = "correct horse";
  private static final String STRANGERS = "open sesame";

  @TempDir private Path folder;
  private Machine machine;

  @BeforeEach
  void install() throws Exception {
    Servers.requireRoot();
    Servers.require("dpkg-deb");
    machine = Machine.boot(folder);
    DebPackage.bring("0.1.0", machine);
    well("useradd -m -G sudo ada && useradd -m stranger");
    well("echo 'ada:%s' | chpasswd && echo 'stranger:%s' | chpasswd".formatted(ADAS, STRANGERS));
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
    assertThat(reading("none", "open", "none")).isEqualTo(well(READ));
    assertThat(well("nft list ruleset")).isEmpty();
    assertThat(machine.run("gatehouse-helper firewall-add 0").status()).isEqualTo(2);
    assertThat(machine.run("gatehouse-helper firewall-add 80 '443; reboot'").status()).isEqualTo(2);
    assertThat(machine.run("gatehouse-helper firewall-read 80 x").status()).isEqualTo(2);
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
    opensAndCloses(
        "nftables", "nft -s list ruleset", "dport { 80, 443 } accept comment \"gatehouse\"", 2);
    assertThat(well("gatehouse-helper firewall-add 443"))
        .contains("/etc/nftables.conf", "tcp dport 443 accept comment \"gatehouse\"");
  }

  @Test
  void leavesIptablesToItself() throws Exception {
    well("iptables -A INPUT -i lo -j ACCEPT && iptables -P INPUT DROP");
    var before = well("iptables-save | grep -v '^#' | sed 's/\\[.*//'");
    assertThat(well(READ)).isEqualTo(reading("iptables", "blocked", "none"));
    var refused = machine.run("gatehouse-helper firewall-add 80 443");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.output()).contains("blocks visitors", "80,443");
    well("gatehouse-helper firewall-remove");
    assertThat(well("iptables-save | grep -v '^#' | sed 's/\\[.*//'")).isEqualTo(before);
  }

  @Test
  void opensUfw() throws Exception {
    well("ufw allow 22/tcp comment mine && ufw --force enable");
    opensAndCloses("ufw", "ufw show added", "ufw allow 80,443/tcp comment 'gatehouse'", 1);
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
    opensAndCloses("firewalld", list, "services: dhcpv6-client gatehouse ssh", 1);
    assertThat(well("firewall-cmd --permanent --list-all")).contains("ports: 22/tcp");
    assertThat(machine.run("firewall-cmd --permanent --info-service=gatehouse").status())
        .isNotZero();
  }

  private static String reading(String firewall, String web, String ours) {
    return "firewall: %s\nport 80: %s\nport 443: %s\nours: %s\n"
        .formatted(firewall, web, web, ours);
  }

  /** As often as there are chains to open, however often it is asked. */
  private void opensAndCloses(String name, String list, String rule, int times) throws Exception {
    var before = well(list);
    assertThat(well(READ)).isEqualTo(reading(name, "blocked", "none"));
    assertThat(well("gatehouse-helper firewall-add 80 443"))
        .contains("lets visitors in", "80, 443");
    var opened = well(list);
    assertThat(opened.split(Pattern.quote(rule), -1)).hasSize(times + 1);
    assertThat(well("gatehouse-helper firewall-add 443 80")).contains("already");
    assertThat(well(READ)).isEqualTo(reading(name, "open", "80 443"));
    assertThat(well(list)).isEqualTo(opened);

    well("gatehouse-helper firewall-add 8443");
    assertThat(well(list)).isNotEqualTo(opened).isNotEqualTo(before);

    assertThat(well(READ)).isEqualTo(reading(name, "blocked", "8443"));
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
    assertThat(well("dpkg -r gatehouse")).contains("browser", "\"Gatehouse local root\"");
    assertThat(well("ufw show added")).doesNotContain("gatehouse");
    assertThat(well("ls " + ANCHORS)).isEmpty();
    assertThat(well(trusted)).isEqualTo(before);
  }

  @Test
  void uninstallTakesBackWhatOneUserHasChangedAndNothingElse() throws Exception {
    Files.writeString(machine.file("/etc/polkit-1/rules.d/49-test.rules"), ALL_RULES);
    well("SUDO_USER=ada gatehouse-helper allow-user && ufw --force enable");
    publish();
    var before = well(SYSTEM);
    ada("mkdir -p .pki/nssdb && certutil -N --empty-password -d sql:.pki/nssdb");
    var browser = ada("certutil -L -d sql:.pki/nssdb");
    ada(
        "mkdir -p .config/autostart && cd .config/autostart && echo Exec=notes"
            + " >gatehouse-a.desktop");
    ada("cp /etc/xdg/autostart/gatehouse.desktop .config/autostart/");

    assertThat(ada("gatehouse trust add --yes")).contains("✓ The system", "✓ This user's browsers");
    ada("pkexec " + HELPER + " firewall-add 443");
    assertThat(well(SYSTEM)).isNotEqualTo(before);
    assertThat(ada("certutil -L -d sql:.pki/nssdb")).isNotEqualTo(browser);

    var told = ada("gatehouse uninstall --trust --yes");
    assertThat(told.lines().filter(line -> line.startsWith("  ✓"))).as(told).hasSize(5);
    assertThat(machine.run("gatehouse service status").status()).isEqualTo(3);
    assertThat(machine.run("curl -sk https://127.0.0.1").status()).isEqualTo(7);
    assertThat(well(SYSTEM)).isEqualTo(before);
    assertThat(ada("certutil -L -d sql:.pki/nssdb")).isEqualTo(browser);
    assertThat(ada("ls .config/autostart")).isEqualTo("gatehouse-a.desktop\n");
    assertThat(well("ls /var/lib/gatehouse/sites")).contains(HOST);
  }

  private String ada(String command) throws Exception {
    var result = machine.runAs("ada", command);
    assertThat(result.status()).as(command + "\n" + result.output()).isZero();
    return result.output();
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
  void saysWhoHasAPort() throws Exception {
    well("systemd-run --unit=app -p User=stranger python3 -m http.server 7860 --bind 127.0.0.1");
    Eventually.isTrue("the app runs", () -> machine.run("curl -s 127.0.0.1:7860").status() == 0);
    var pid = well("systemctl show -p MainPID --value app").strip();
    assertThat(well("gatehouse-helper port-owner 7860"))
        .isEqualTo("port 7860: 127.0.0.1 " + pid + " python3\n");
    assertThat(well("gatehouse-helper port-owner 7861")).isEqualTo("port 7861: free\n");
    assertThat(machine.run("gatehouse-helper port-owner 7860 80").status()).isEqualTo(2);
    var ada = machine.runAs("ada", "pkexec " + HELPER + " port-owner 7860");
    assertThat(ada.status()).as(ada.output()).isEqualTo(127);
  }

  @Test
  void whoeverTypesAnAdministratorsPasswordIsLetInAtOnce() throws Exception {
    var said = machine.runAs("ada", "gatehouse status");
    assertThat(said.status()).isEqualTo(1);
    // The very words that people are told.
    var command =
        said.output().replaceAll("\\s+", " ").replaceFirst(".*(pkexec /\\S+ \\S+).*", "$1");
    assertThat(command).isEqualTo("pkexec " + HELPER + " allow-user");

    var wrong = typing("ada", STRANGERS, command);
    assertThat(wrong.status()).as(wrong.output()).isEqualTo(127);
    assertThat(wrong.output()).contains("AUTHENTICATION FAILED");
    assertThat(machine.runAs("ada", "gatehouse status").status()).isEqualTo(1);

    var refused = typing("stranger", STRANGERS, command);
    assertThat(refused.status()).as(refused.output()).isEqualTo(127);
    assertThat(machine.runAs("stranger", "gatehouse status").status()).isEqualTo(1);

    var allowed = typing("ada", ADAS, command);
    assertThat(allowed.status()).as(allowed.output()).isZero();
    assertThat(allowed.output()).contains("control Gatehouse on this computer", "ada may control");
    assertThat(machine.runAs("ada", "gatehouse status").status()).isZero();
    assertThat(machine.runAs("stranger", "gatehouse status").status()).isEqualTo(1);
  }

  /** In a terminal with the agent for terminals, which is there before the command begins. */
  private Result typing(String user, String password, String command) throws Exception {
    var agent = "(pkttyagent --fallback --notify-fd 9 --process $$ 9>&1 >/dev/tty & ) | cat; ";
    return typed(user, password, agent + command + "; exit $?");
  }

  private Result typed(String user, String password, String command) throws Exception {
    var program = machine.file("/root/type_password.py");
    if (!Files.exists(program)) {
      Files.copy(Servers.sources().resolve(program.getFileName()), program);
    }
    return machine.run(
        "python3 /root/type_password.py %s '%s' '%s'".formatted(user, password, command));
  }

  @Test
  void asksForThePasswordInTheTerminalWhereNoDesktopDoes() throws Exception {
    var refused = typed("stranger", STRANGERS, "gatehouse service remove");
    assertThat(refused.status()).as(refused.output()).isEqualTo(1);
    assertThat(refused.output()).contains("AUTHENTICATION FAILED", "An administrator has to allow");
    assertThat(machine.run("systemctl is-active gatehouse").output()).isEqualTo("active\n");

    var removed = typed("ada", ADAS, "gatehouse service remove");
    assertThat(removed.status()).as(removed.output()).isZero();
    assertThat(machine.run("systemctl is-active gatehouse").output()).isEqualTo("inactive\n");
  }

  @Test
  void whoeverSitsAtTheComputerMayReadTheFirewallAndNothingMore() throws Exception {
    var program = machine.file("/srv/classes/app/gatehouse/launch/FirewallQuestion.class");
    Files.createDirectories(program.getParent());
    try (var compiled = FirewallQuestion.class.getResourceAsStream("FirewallQuestion.class")) {
      Files.copy(compiled, program);
    }
    var question =
        "/usr/lib/gatehouse/runtime/bin/java -cp \"/srv/classes:/usr/lib/gatehouse/lib/*\" "
            + FirewallQuestion.class.getName()
            + " 80 443";
    well("ufw allow 80/tcp && ufw --force enable && gatehouse-helper firewall-add 443");
    var ports = new TreeMap<>(Map.of(80, Passage.OPEN, 443, Passage.OPEN));
    var report = new FirewallReport("ufw", ports, new TreeSet<>(Set.of(443)));

    assertThat(machine.runAs("stranger", question).output()).isEqualTo("Optional.empty\n");
    var there = atTheComputer("stranger", question);
    assertThat(there.output()).isEqualTo(Optional.of(report) + "\n");
    for (var verb : List.of("firewall-add 80", "firewall-remove", "port-owner 80", "allow-user")) {
      var refused = atTheComputer("stranger", "pkexec " + HELPER + " " + verb);
      assertThat(refused.status()).as(verb + refused.output()).isEqualTo(127);
    }
  }

  /** In a session as a desktop's: local and active. */
  private Result atTheComputer(String user, String command) throws Exception {
    return machine.run(
        "XDG_SEAT=seat0 XDG_SESSION_TYPE=x11 XDG_SESSION_CLASS=user su - %s -c '%s'"
            .formatted(user, command));
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

  /** What Gatehouse may change for everybody. */
  private static final String SYSTEM =
      "ufw show added; ls -A "
          + ANCHORS
          + " /etc/ssl/certs; cat /etc/ssl/certs/ca-certificates.crt";

  /** Somebody has let ada do everything without a password. */
  private static final String ALL_RULES =
      """
      polkit.addRule(function(action, subject) {
        if (subject.user == "ada" && action.id.indexOf("app.gatehouse.") == 0) {
          return polkit.Result.YES;
        }
      });
      """;

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
