package app.gatehouse.platform.linux.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {
  @Test
  void areNumbersInOrderAndOnce() {
    assertThat(Ports.parse(List.of("443", "80", "443"))).contains(Ports.of(80, 443));
    assertThat(Ports.parse(List.of("1", "65535"))).contains(Ports.of(1, 65535));
    assertThat(Ports.of(443, 80).joined(",")).isEqualTo("80,443");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "65536",
        "99999",
        "100000",
        "-1",
        "+80",
        "080",
        "80 ",
        " 80",
        "80,443",
        "80-90",
        "80/tcp",
        "http",
        "8O",
        "８０",
        "80;reboot",
        "$(id)",
        "80\n443",
        "--help",
        "80 0",
        "80 x",
        "1 2 3 4 5 6 7 8 9"
      })
  void areNothingElse(String typed) {
    var words = typed.isEmpty() ? List.<String>of() : List.of(typed.split(" ", -1));
    assertThat(Ports.parse(words)).isEmpty();
  }
}
