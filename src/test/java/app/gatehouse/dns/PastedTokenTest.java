package app.gatehouse.dns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PastedTokenTest {
  @ParameterizedTest
  @CsvSource({
    "'  tok \n', tok",
    "token=tok, tok",
    "https://www.duckdns.org/update?domains=a&token=tok&ip=, tok",
    "https://www.duckdns.org/update?token=tok, tok",
    "https://sync.afraid.org/u/tok/, tok",
    "http://sync.afraid.org/u/tok, tok",
    "a?token=b, a?token=b",
    "https://example.org/, https://example.org/",
  })
  void findsTheTokenInWhatWasPasted(String pasted, String token) {
    assertThat(PastedToken.of(pasted)).isEqualTo(token);
  }
}
