package app.gatehouse.reach.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SsdpAnswerTest {
  private static final InetAddress ROUTER = InetAddress.ofLiteral("192.168.1.1");
  private static final InetAddress OURS = InetAddress.ofLiteral("192.168.1.5");
  private static final int PREFIX = 24;
  private static final String TARGET = "urn:schemas-upnp-org:device:InternetGatewayDevice:1";

  @Test
  void takesARouterThatPointsToItself() {
    var answer = read(ROUTER, answer("http://192.168.1.1:5000/rootDesc.xml"));

    assertThat(answer).isPresent();
    assertThat(answer.get().location()).hasToString("http://192.168.1.1:5000/rootDesc.xml");
    assertThat(answer.get().local()).isEqualTo(OURS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://192.168.1.2:5000/d.xml",
        "http://127.0.0.1:5000/d.xml",
        "http://44.128.0.77:80/x.xml",
        "http://router.example:5000/d.xml",
        "https://192.168.1.1:5000/d.xml",
        "file:///etc/passwd",
        "http://user@192.168.1.1:5000/d.xml",
        "http://192.168.1.1:22/d.xml",
        "http://192.168.1.1:99999/d.xml",
        "http://192.168.1.1:5000/ d.xml",
        ""
      })
  void refusesALocationThatIsNotTheSender(String location) {
    assertThat(read(ROUTER, answer(location))).isEmpty();
  }

  @Test
  void refusesALocationThatIsTooLong() {
    assertThat(read(ROUTER, answer("http://192.168.1.1:5000/" + "a".repeat(600)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.168.2.1", "44.128.0.1", "127.0.0.1", "169.254.1.1"})
  void refusesSendersFromElsewhere(String sender) {
    assertThat(read(InetAddress.ofLiteral(sender), answer("http://" + sender + ":5000/d.xml")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2a44::1, http://[2a44::1]:5000/d.xml, true",
    "2a44::1, http://[2A44:0:0:0:0:0:0:1]:5000/d.xml, true",
    "2a44::1, http://[2a44::2]:5000/d.xml, false",
    "2a44::1, http://192.168.1.1:5000/d.xml, false",
    "2a44::1, http://[2a44::1:5000/d.xml, false",
    "2a44::1, 'http://[fe80::1%25eth0]:5000/d.xml', false",
    "2a45::1, http://[2a45::1]:5000/d.xml, false",
    "fe80::1, http://[fe80::1]:5000/d.xml, false"
  })
  void takesOfIpv6WhoPointsToItselfInOurNetwork(String sender, String location, boolean taken) {
    var packet = answer(location).getBytes(StandardCharsets.ISO_8859_1);
    var from = InetAddress.ofLiteral(sender);
    var ours = InetAddress.ofLiteral("2a44::7");

    assertThat(SsdpAnswer.read(packet, packet.length, from, ours, 64).isPresent()).isEqualTo(taken);
  }

  @Test
  void refusesWhatWasNotAskedFor() {
    assertThat(read(ROUTER, answer("http://192.168.1.1:5000/d.xml").replace(TARGET, "printer")))
        .isEmpty();
    assertThat(read(ROUTER, "NOTIFY * HTTP/1.1\r\nNT: " + TARGET + "\r\n\r\n")).isEmpty();
  }

  @Test
  void survivesGarbage() {
    assertThat(read(ROUTER, "")).isEmpty();
    assertThat(read(ROUTER, "HTTP/1.1 200 OK\r\nno colon\r\n\u0000\u0001:\r\n:::\r\n")).isEmpty();
    assertThat(read(ROUTER, "HTTP/1.1 200 OK\r\nno colon\r\n" + headers("http://192.168.1.1/")))
        .isPresent();
  }

  private static String answer(String location) {
    return "HTTP/1.1 200 OK\r\n" + headers(location);
  }

  private static String headers(String location) {
    return "CACHE-CONTROL: max-age=120\r\nST: %s\r\nLocation: %s\r\n\r\n"
        .formatted(TARGET, location);
  }

  private static Optional<SsdpAnswer> read(InetAddress sender, String packet) {
    var bytes = packet.getBytes(StandardCharsets.ISO_8859_1);
    return SsdpAnswer.read(bytes, bytes.length, sender, OURS, PREFIX);
  }
}
