package app.gatehouse.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.168.1.5",
        "fd00::2",
        "::1",
        "::",
        "fe80::",
        "2a00:1450:4001:80b:1:2:3:4",
        "2a00:0:1::4",
        "2001:db8::1:0:0:1"
      })
  void writesAddressesInShort(String text) {
    assertThat(AddressText.of(InetAddress.ofLiteral(text))).isEqualTo(text);
  }
}
