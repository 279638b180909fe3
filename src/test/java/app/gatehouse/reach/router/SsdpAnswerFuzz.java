package app.gatehouse.reach.router;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.support.Seeds;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever packet answers our search: what is believed leads to the very sender. */
class SsdpAnswerFuzz {
  private static final InetAddress ROUTER = InetAddress.ofLiteral("192.168.1.1");
  private static final InetAddress OURS = InetAddress.ofLiteral("192.168.1.7");
  private static final String SERVICE = "urn:schemas-upnp-org:service:WANIPConnection:1";

  static Stream<byte[]> seeds() {
    var start = "HTTP/1.1 200 OK\r\nST: " + SERVICE + "\r\n";
    return Seeds.latin(
        start + "LOCATION: http://192.168.1.1:5000/rootDesc.xml\r\n\r\n",
        start + "Location:http://192.168.1.1\nLocation: http://10.0.0.1/\n",
        start + "LOCATION: http://192.168.1.1@10.0.0.1/\r\n",
        start + "LOCATION: http://192.168.1.1:22/\r\n",
        start + "LOCATION: http://192.168.1.1:99999999999/\r\n",
        start + "LOCATION: HTTP://192.168.1.1:/%zz\r\n",
        start + "LOCATION: http://[::192.168.1.1]/\r\n",
        start + "LOCATION: https://192.168.1.1/\r\n",
        "HTTP/1.1 200 OK\r\n: x\r\nST\r\n\0\r\n",
        "NOTIFY * HTTP/1.1\r\n");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void kept(byte[] packet) {
    leadsToTheSender(packet);
  }

  @DictionaryEntries({
    "LOCATION: http://192.168.1.1",
    "HTTP/1.1 200",
    "ST: " + SERVICE,
    "\\x0D\\x0A"
  })
  @MethodSource("seeds")
  @FuzzTest
  void leadsToTheSender(byte[] packet) {
    for (var length : new int[] {packet.length, packet.length / 2}) {
      var answer = SsdpAnswer.read(packet, length, ROUTER, OURS, 24);
      if (answer.isPresent()) {
        var location = answer.get().location();
        assertThat(location.getScheme()).isEqualToIgnoringCase("http");
        assertThat(location.getHost()).isEqualTo("192.168.1.1");
        assertThat(location.getRawAuthority()).matches("192\\.168\\.1\\.1(:\\d*)?");
        assertThat(location.getPort()).matches(port -> port == -1 || port == 80 || port > 1023);
      }
      assertThat(SsdpAnswer.read(packet, length, ROUTER, InetAddress.ofLiteral("10.0.0.7"), 24))
          .isEmpty();
    }
  }
}
