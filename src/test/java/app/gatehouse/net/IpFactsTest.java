package app.gatehouse.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.IpRange;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpFactsTest {
  private final IpFacts facts = new IpFacts(List.of());

  @ParameterizedTest
  @CsvSource({
    "8.8.8.8, PUBLIC",
    "100.63.255.255, PUBLIC",
    "100.64.0.0, CGNAT",
    "100.127.255.255, CGNAT",
    "100.128.0.0, PUBLIC",
    "10.255.255.255, PRIVATE",
    "11.0.0.0, PUBLIC",
    "172.15.255.255, PUBLIC",
    "172.16.0.0, PRIVATE",
    "172.31.255.255, PRIVATE",
    "172.32.0.0, PUBLIC",
    "192.168.178.1, PRIVATE",
    "192.169.0.0, PUBLIC",
    "127.0.0.1, LOOPBACK",
    "169.254.1.1, LINK_LOCAL",
    "192.0.0.8, RESERVED",
    "192.0.2.1, DOCUMENTATION",
    "198.51.100.1, DOCUMENTATION",
    "203.0.113.9, DOCUMENTATION",
    "198.19.255.255, RESERVED",
    "192.88.99.1, TRANSITION",
    "224.0.0.1, MULTICAST",
    "255.255.255.255, RESERVED",
    "0.0.0.0, RESERVED",
    "2606:4700::1111, PUBLIC",
    "2001:4860:4860::8888, PUBLIC",
    "2001:db8::1, DOCUMENTATION",
    "3fff::1, DOCUMENTATION",
    "2001::1, TRANSITION",
    "2001:20::1, RESERVED",
    "2002:c000:204::1, TRANSITION",
    "64:ff9b::808:808, TRANSITION",
    "::1, LOOPBACK",
    "::, RESERVED",
    "fd12:3456::1, PRIVATE",
    "fe80::1, LINK_LOCAL",
    "fec0::1, RESERVED",
    "ff02::1, MULTICAST",
    "100::1, RESERVED",
    "4000::1, RESERVED",
    "::ffff:10.0.0.1, PRIVATE",
  })
  void tellsWhatAnAddressIsFor(String address, IpScope scope) {
    assertThat(facts.scope(InetAddress.ofLiteral(address))).isEqualTo(scope);
  }

  @Test
  void letsALabStandInForTheInternet() {
    var lab = new IpFacts(List.of(IpRange.of("127.0.0.0/8"), IpRange.of("fd00::/8")));
    assertThat(lab.isPublic(InetAddress.ofLiteral("127.0.0.1"))).isTrue();
    assertThat(lab.isDeclaredPublic(InetAddress.ofLiteral("127.0.0.1"))).isTrue();
    assertThat(lab.isPublic(InetAddress.ofLiteral("fd00::1"))).isTrue();
    assertThat(lab.isPublic(InetAddress.ofLiteral("::1"))).isFalse();
    assertThat(lab.isPrivate(InetAddress.ofLiteral("10.0.0.1"))).isTrue();
    assertThat(lab.isDeclaredPublic(InetAddress.ofLiteral("8.8.8.8"))).isFalse();
  }

  @Test
  void tellsTheFamily() {
    assertThat(IpFacts.family(InetAddress.ofLiteral("1.2.3.4"))).isEqualTo(IpFamily.IPV4);
    assertThat(IpFacts.family(InetAddress.ofLiteral("::1"))).isEqualTo(IpFamily.IPV6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "1.2.3", "1.2.3.4.5", "256.1.1.1", "", "::g", "a.example"})
  void neverLooksUpAName(String text) {
    assertThat(IpFacts.literal(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "/8", "ten/8", "::/129"})
  void refusesWhatIsNoBlock(String text) {
    assertThatThrownBy(() -> IpRange.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aBlockHoldsItsBoundsAndNoOtherFamily() {
    var all = IpRange.of("0.0.0.0/0");
    assertThat(all.contains(InetAddress.ofLiteral("255.255.255.255"))).isTrue();
    assertThat(all.contains(InetAddress.ofLiteral("::1"))).isFalse();
    var one = IpRange.of("192.0.2.7");
    assertThat(one.contains(InetAddress.ofLiteral("192.0.2.7"))).isTrue();
    assertThat(one.contains(InetAddress.ofLiteral("192.0.2.6"))).isFalse();
    assertThat(one).hasToString("192.0.2.7/32");
  }
}
