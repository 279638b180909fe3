package app.gatehouse.cert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpTextTest {
  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7",
    "2001:db8:0:0:0:0:0:7, 2001:db8::7",
    "0:0:0:0:0:0:0:1, ::1",
    "0:0:0:0:0:0:0:0, ::",
    "2001:0DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "fe80:0:0:0:0:0:0:0, fe80::"
  })
  void writesAnAddressInItsShortForm(String typed, String expected) {
    assertThat(IpText.canonical(typed)).contains(expected);
  }

  @Test
  void leavesNamesAlone() {
    assertThat(IpText.canonical("app.example.net")).isEmpty();
  }
}
