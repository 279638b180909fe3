package app.gatehouse.cert;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.support.Seeds;
import app.gatehouse.support.TestAuthority;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a key or chain file holds: it is read, and can be written again, or it is refused. */
class PemFuzz {
  private static final String ISSUER_THAT_ONLY_JAVA_READS =
      """
      -----BEGIN CERTIFICATE-----
      MIIBTzCB9qADAgECAgkA3nir+a+AbFkwCgYIKoZIzj0EAwIwDzENMAsGA1UjAXME
      VGVzdDAeFw0yNjExMjEwOTQzMDdaFw0yNjEyMjIwOTQzMDdaMBQxEjAQBgNVBAMT
      CWEuZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABFWWTbrynRoE9exS
      Y/wc0FgdFeD190WhKgGebAKOQtxm7AV3HHmKTXpY+PUfDMbKWG2KL1pXYm62yLhH
      VNTexO6jNjA0MAwGA1UdEwEB/wQCMAAwDgYDVR0PAQH/BAQDAgeAMBQGA1UdEQQN
      MAuCCWEuZXhhbXBsZTAKBggqhkjOPQQDAgNIADBFAiEAwJaeB7xRdChpDOxMihYC
      qpjF55ovUJx8mQNrFeYijLICIEoKmrajoQlJ/HktqVPD9BapPmQYNRqEeVKjDL2j
      f0We
      -----END CERTIFICATE-----
      """;

  static Stream<byte[]> seeds() {
    var identity = new TestAuthority("Test").issue("a.example");
    var chain = Pem.of(List.of(identity.certificate()));
    return Stream.concat(
        Stream.of(chain, Pem.of(identity.key()), Pem.of(Keys.newPair())),
        Seeds.latin(
            "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
            "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
            "-----BEGIN CERTIFICATE-----\n====\n-----END CERTIFICATE-----\n",
            "-----BEGIN PKCS7-----\nMAA=\n-----END PKCS7-----\n",
            "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n",
            "-----BEGIN PUBLIC KEY-----\nMAA=\n-----END PUBLIC KEY-----\n",
            "-----BEGIN CERTIFICATE-----",
            ISSUER_THAT_ONLY_JAVA_READS,
            "\60\200\0\0",
            ""));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void kept(byte[] pem) {
    isReadOrRefused(pem);
  }

  @DictionaryEntries({
    "-----BEGIN CERTIFICATE-----\\x0A",
    "-----END CERTIFICATE-----\\x0A",
    "-----BEGIN PKCS7-----\\x0A",
    "-----END PKCS7-----\\x0A",
    "-----BEGIN PRIVATE KEY-----\\x0A",
    "-----END PRIVATE KEY-----\\x0A"
  })
  @MethodSource("seeds")
  @FuzzTest
  void isReadOrRefused(byte[] pem) {
    try {
      var chain = Pem.chain(pem);
      assertThat(Pem.chain(Pem.of(chain))).isEqualTo(chain);
      assertThat(Leaf.facts(chain.getFirst())).isNotNull();
    } catch (IOException e) {
      // Refused.
    }
    try {
      assertThat(Pem.privateKey(pem).getEncoded()).isNotEmpty();
      assertThat(Pem.keyPair(pem).getPublic()).isNotNull();
    } catch (IOException e) {
      // Refused.
    }
  }
}
