package app.gatehouse.platform.linux.firewall;

import static org.assertj.core.api.Assertions.assertThat;

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
