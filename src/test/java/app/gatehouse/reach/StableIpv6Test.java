package app.gatehouse.reach;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.network.IpFamily;
import app.gatehouse.net.IpFacts;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StableIpv6Test {
  private static final String STABLE = "2a44:128:0:77:216:3eff:fe00:1";
  private static final String TEMPORARY = "2a44:128:0:77:b1c7:f00d:dead:beef";

  private final FakeNetwork network = new FakeNetwork();
  private final StableIpv6 address = new StableIpv6(network, new IpFacts(List.of()));

  @Test
  void isNeitherTemporaryNorPrivateNorOfIpv4() {
    network.with("44.128.0.1").with("fd00::2").withTemporary(TEMPORARY);
    assertThat(address.find()).isEmpty();

    network.with(STABLE);
    assertThat(address.find()).map(InetAddress.class::cast).contains(literal(STABLE));
  }

  @Test
  void isTheSameOneOfSeveralInWhateverOrderTheSystemNamesThem() {
    network.with("2a44:128:0:78::2").with(STABLE);
    assertThat(address.find()).map(InetAddress.class::cast).contains(literal(STABLE));
  }

  @Test
  void standsInPlaceOfTheTemporaryOneThatOthersSee() {
    network.with(STABLE).withTemporary(TEMPORARY);
    var ipv4 = literal("44.128.0.1");

    assertThat(
            address.inPlaceOfTemporary(
                Map.of(IpFamily.IPV4, ipv4, IpFamily.IPV6, literal(TEMPORARY))))
        .isEqualTo(Map.of(IpFamily.IPV4, ipv4, IpFamily.IPV6, literal(STABLE)));
  }

  @Test
  void leavesAnAddressThatIsAnothers() {
    network.with(STABLE);
    var tunnel = Map.of(IpFamily.IPV6, literal("2a44:999::1"));

    assertThat(address.inPlaceOfTemporary(tunnel)).isEqualTo(tunnel);
    assertThat(address.inPlaceOfTemporary(Map.of())).isEmpty();
  }

  private static InetAddress literal(String text) {
    return InetAddress.ofLiteral(text);
  }
}
