package app.gatehouse.model.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpLiteralTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.168.1.5",
        "::",
        "::1",
        "fe80::",
        "2a00:1450:4001:80b:1:2:3:4",
        "2a00:0:1::4",
        "2001:db8::1:0:0:1",
        "2a44:128:0:77::2"
      })
  void writesWhatItReadInShort(String text) {
    assertThat(IpLiteral.text(IpLiteral.of(text))).isEqualTo(text);
  }
}
