package app.gatehouse.platform.linux.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.platform.linux.ScriptedTools;
import org.junit.jupiter.api.Test;

class UfwTest {
  private static final Ports WEB = Ports.of(80, 443);
  private static final String ADDED = "/usr/sbin/ufw show added";
  private static final String ALLOW = "/usr/sbin/ufw allow 80,443/tcp comment gatehouse";
  private static final String HEAD = "Added user rules (see 'ufw status' for running firewall):\n";

  @Test
  void isActiveWhenItSaysSo() {
    assertThat(new Ufw(status("Status: active\n\nTo  Action  From\n")).isActive()).isTrue();
    assertThat(new Ufw(status("Status: inactive\n")).isActive()).isFalse();
    assertThat(new Ufw(new ScriptedTools()).isActive()).isFalse();
  }

  private static ScriptedTools status(String said) {
    return new ScriptedTools().answer("/usr/sbin/ufw status", said);
  }

  @Test
  void addsOneRuleForAllPorts() throws Exception {
    var tools = new ScriptedTools().answer(ADDED, HEAD + "(None)\n").answer(ALLOW, "");
    assertThat(new Ufw(tools).open(WEB)).isEqualTo(Opening.Outcome.ADDED);
    assertThat(tools.changes).containsExactly(ALLOW);
  }

  @Test
  void replacesOurRuleForOtherPorts() throws Exception {
    var delete = "/usr/sbin/ufw delete allow 8443/tcp";
    var tools =
        new ScriptedTools()
            .answer(ADDED, HEAD + "ufw allow 22/tcp\nufw allow 8443/tcp comment 'gatehouse'\n")
            .answer(delete, "")
            .answer(ALLOW, "");
    assertThat(new Ufw(tools).open(WEB)).isEqualTo(Opening.Outcome.ADDED);
    assertThat(tools.changes).containsExactly(delete, ALLOW);
  }

  @Test
  void putsNoLabelOnTheSameRuleOfSomebodyElse() throws Exception {
    var tools = new ScriptedTools().answer(ADDED, HEAD + "ufw allow 80,443/tcp comment 'mine'\n");
    assertThat(new Ufw(tools).open(WEB)).isEqualTo(Opening.Outcome.OPEN_ALREADY);
    assertThat(new Ufw(tools).close()).isFalse();
  }

  @Test
  void takesBackOnlyWhatItCouldHaveMade() {
    var others =
        HEAD
            + "ufw deny 80/tcp comment 'gatehouse'\n"
            + "ufw allow 80/udp comment 'gatehouse'\n"
            + "ufw allow 80/tcp comment 'gatehouse of mine'\n"
            + "ufw allow from 10.0.0.0/8 to any port 80 proto tcp comment 'gatehouse'\n"
            + "ufw route allow 80/tcp comment 'gatehouse'\n";
    assertThat(Ufw.ours(others)).isEmpty();
    assertThat(Ufw.ours(others + "ufw allow 80/tcp comment 'gatehouse'\n"))
        .containsExactly("80/tcp");
  }
}
