package app.gatehouse.reach.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class MappingNoncesTest {
  private static final InetAddress HOME = InetAddress.ofLiteral("192.168.1.7");

  @Test
  void areTheSameAfterARestartAndOtherwiseDiffer() {
    var nonce = new MappingNonces(new byte[] {1, 2, 3}).of(HOME, 8443);

    assertThat(nonce).hasSize(12);
    assertThat(new MappingNonces(new byte[] {1, 2, 3}).of(HOME, 8443)).isEqualTo(nonce);
    assertThat(new MappingNonces(new byte[] {1, 2, 4}).of(HOME, 8443)).isNotEqualTo(nonce);
    assertThat(new MappingNonces(new byte[] {1, 2, 3}).of(HOME, 8444)).isNotEqualTo(nonce);
    var other = InetAddress.ofLiteral("192.168.1.8");
    assertThat(new MappingNonces(new byte[] {1, 2, 3}).of(other, 8443)).isNotEqualTo(nonce);
  }
}
