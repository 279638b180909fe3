package app.gatehouse.platform.linux.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.network.Passage;
import app.gatehouse.platform.linux.ScriptedTools;
import org.junit.jupiter.api.Test;

class FirewalldTest {
  private static final String KEPT = "/usr/bin/firewall-cmd --permanent ";
  private static final String ZONES =
      """
      home
        target: default
        services: dhcpv6-client mdns

      public (active)
        target: default
        interfaces: eth0
        services: %s ssh
        rich rules:
      \trule service name="gatehouse" reject

      work
        services:
      """;

  @Test
  void findsTheZonesThatOursIsIn() {
    assertThat(Firewalld.zonesWithOurs(ZONES.formatted("gatehouse"))).containsExactly("public");
    assertThat(Firewalld.zonesWithOurs(ZONES.formatted("gatehouse-of-mine"))).isEmpty();
  }

  private static ScriptedTools zone(String active, String zone) {
    return new ScriptedTools()
        .answer("/usr/bin/firewall-cmd --state", "running\n")
        .answer("/usr/bin/firewall-cmd --get-default-zone", "public\n")
        .answer("/usr/bin/firewall-cmd --get-active-zones", active)
        .answer("/usr/bin/firewall-cmd --zone=public --list-all", zone)
        .answer("/usr/bin/firewall-cmd --info-service=ssh", "ssh\n  ports: 22/tcp\n")
        .answer(
            "/usr/bin/firewall-cmd --info-service=gatehouse",
            "gatehouse\n  ports: 443/tcp 80/tcp\n");
  }

  @Test
  void readsPortsServicesAndTheTarget() throws Exception {
    var zone = "public (active)\n  target: %s\n  services: ssh %s\n  ports: 8000-8010/tcp\n";
    var active = "public\n  interfaces: eth0\n";
    var ports = Ports.of(22, 80, 8005, 9000);
    var opened =
        new Firewalld(zone(active, zone.formatted("default", "gatehouse")))
            .read(ports)
            .orElseThrow();
    assertThat(opened.ports())
        .containsEntry(22, Passage.OPEN)
        .containsEntry(80, Passage.OPEN)
        .containsEntry(8005, Passage.OPEN)
        .containsEntry(9000, Passage.BLOCKED);
    assertThat(opened.ours()).containsExactly(80, 443);
    var target = new Firewalld(zone("", zone.formatted("ACCEPT", ""))).read(ports).orElseThrow();
    assertThat(target.ports().values()).containsOnly(Passage.OPEN);
    assertThat(target.ours()).isEmpty();
  }

  @Test
  void doesNotGuessWhatRichRulesAndOtherZonesDo() throws Exception {
    var zone = "public\n  target: default\n  services: ssh\n  rich rules: \n";
    var rich = zone + "\trule family=\"ipv4\" port port=\"80\" protocol=\"tcp\" accept\n";
    var ports = Ports.of(80);
    assertThat(new Firewalld(zone("", rich)).read(ports).orElseThrow().ports())
        .containsEntry(80, Passage.UNKNOWN);
    var elsewhere = zone("home\n  interfaces: eth0\n", zone);
    assertThat(new Firewalld(elsewhere).read(ports).orElseThrow().ports())
        .containsEntry(80, Passage.UNKNOWN);
  }

  @Test
  void changesNothingWhereAllIsThere() throws Exception {
    var tools =
        new ScriptedTools()
            .answer("/usr/bin/firewall-cmd --get-default-zone", "public\n")
            .answer(KEPT + "--get-services", "dns gatehouse ssh\n")
            .answer(KEPT + "--service=gatehouse --get-ports", "443/tcp 80/tcp\n")
            .answer(KEPT + "--list-all-zones", ZONES.formatted("gatehouse"));
    var firewalld = new Firewalld(tools);
    assertThat(firewalld.open(Ports.of(80, 443))).isEqualTo(Opening.Outcome.OPEN_ALREADY);
    assertThat(tools.changes).isEmpty();
  }

  @Test
  void takesBackTheServiceAndItsPlaceInZones() throws Exception {
    var tools =
        new ScriptedTools()
            .answer("/usr/bin/firewall-cmd --state", "running\n")
            .answer("/usr/bin/firewall-cmd --reload", "")
            .answer(KEPT + "--get-services", "dns gatehouse ssh\n")
            .answer(KEPT + "--list-all-zones", ZONES.formatted("gatehouse"))
            .answer(KEPT + "--zone=public --remove-service=gatehouse", "")
            .answer(KEPT + "--delete-service=gatehouse", "");
    assertThat(new Firewalld(tools).close()).isTrue();
    assertThat(tools.changes)
        .containsExactly(
            KEPT + "--zone=public --remove-service=gatehouse",
            KEPT + "--delete-service=gatehouse",
            "/usr/bin/firewall-cmd --reload");
  }
}
