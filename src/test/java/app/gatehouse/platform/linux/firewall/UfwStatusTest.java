package app.gatehouse.platform.linux.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.network.Passage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As ufw 0.36.2 prints it. */
class UfwStatusTest {
  private static Passage passage(String standard, String... rules) {
    var said =
        """
        Status: active
        Logging: on (low)
        Default: %s (incoming), allow (outgoing), disabled (routed)
        New profiles: skip

        To                         Action      From
        --                         ------      ----
        """
            .formatted(standard);
    return UfwStatus.parse(said + String.join("\n", rules) + "\n").passage(80);
  }

  @Test
  void goesByTheDefaultWhereNoRuleConcernsThePort() {
    assertThat(passage("allow")).isEqualTo(Passage.OPEN);
    assertThat(passage("deny")).isEqualTo(Passage.BLOCKED);
    assertThat(passage("reject", "22/tcp                     ALLOW IN    Anywhere"))
        .isEqualTo(Passage.BLOCKED);
  }

  @ParameterizedTest
  @CsvSource({
    "80/tcp                     ALLOW IN    Anywhere                   # mine, OPEN",
    "80                         ALLOW IN    Anywhere, OPEN",
    "'80,443/tcp                 ALLOW IN    Anywhere                   # gatehouse', OPEN",
    "'80,443/tcp (WWW Full)      ALLOW IN    Anywhere', OPEN",
    "70:90/tcp                  LIMIT IN    Anywhere                   (log), OPEN",
    "Anywhere                   ALLOW IN    Anywhere, OPEN",
    "80/udp                     ALLOW IN    Anywhere, BLOCKED",
    "8080/tcp                   ALLOW IN    Anywhere, BLOCKED",
    "80/tcp                     ALLOW OUT   Anywhere, BLOCKED",
    "80/tcp                     ALLOW FWD   Anywhere, BLOCKED",
    "80/tcp (v6)                ALLOW IN    Anywhere (v6), BLOCKED",
    "80/tcp                     ALLOW IN    192.168.1.0/24, BLOCKED",
    "Anywhere                   ALLOW IN    192.168.1.7, BLOCKED",
    "80/tcp on eth0             ALLOW IN    Anywhere, UNKNOWN",
    "192.168.1.5 80/tcp         ALLOW IN    Anywhere, UNKNOWN",
    "192.168.1.5 22/tcp         ALLOW IN    Anywhere, BLOCKED",
    "Anywhere on eth0           ALLOW IN    Anywhere, UNKNOWN"
  })
  void readsARule(String rule, Passage expected) {
    assertThat(passage("deny", rule)).isEqualTo(expected);
    // Its columns are padded.
    assertThat(passage("deny", rule + "   ")).isEqualTo(expected);
  }

  @Test
  void goesByTheFirstRuleThatConcernsEverybody() {
    var denied = "80/tcp                     DENY IN     Anywhere";
    var allowed = "80/tcp                     ALLOW IN    Anywhere";
    assertThat(passage("allow", denied, allowed)).isEqualTo(Passage.BLOCKED);
    assertThat(passage("deny", allowed, denied)).isEqualTo(Passage.OPEN);
    var some = "80/tcp                     REJECT IN   10.0.0.0/8";
    assertThat(passage("deny", some, allowed)).isEqualTo(Passage.OPEN);
    var oneWay = "80/tcp on wg0              DENY IN     Anywhere";
    assertThat(passage("deny", oneWay, allowed)).isEqualTo(Passage.UNKNOWN);
    assertThat(passage("deny", oneWay)).isEqualTo(Passage.BLOCKED);
  }
}
