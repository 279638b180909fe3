package app.gatehouse.reach.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever packet answers a question by PCP: what is understood stands in it byte by byte, and only
 * who knows the nonce is believed that something was granted.
 */
class PcpAnswerFuzz {
  private static final InetAddress OURS = InetAddress.ofLiteral("192.168.1.7");
  private static final InetAddress OURS_6 = InetAddress.ofLiteral("2001:db8::7");
  private static final byte[] NONCE = "abcdefghijkl".getBytes();
  private static final byte[] OTHER_NONCE = "abcdefghijkm".getBytes();

  static Stream<byte[]> seeds() {
    var map = PcpMessage.map(OURS, NONCE, 8443, 443, OURS, 3600);
    var other = PcpMessage.map(OURS, OTHER_NONCE, 8443, 443, OURS, 3600);
    var six = PcpMessage.map(OURS_6, NONCE, 443, 443, OURS_6, -1);
    return Stream.of(
        FakePortRouter.pcp(map, 0),
        FakePortRouter.pcp(map, 0, 444),
        FakePortRouter.pcp(map, 8),
        FakePortRouter.pcp(other, 0),
        FakePortRouter.pcp(six, 0),
        FakePortRouter.pcp(Arrays.copyOf(map, 24), 3),
        FakePortRouter.pcp(Arrays.copyOf(map, 61), 0),
        FakePortRouter.pcp(Arrays.copyOf(map, 1100), 0),
        FakePortRouter.pcp(PcpMessage.announce(OURS), 0),
        new byte[] {0, (byte) 129, 0, 1, 0, 0, 0, 9},
        new byte[] {1, (byte) 129, 0, 1},
        new byte[] {2, (byte) 128},
        map);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void kept(byte[] packet) throws IOException {
    saysWhatStandsThere(packet);
  }

  @MethodSource("seeds")
  @FuzzTest
  void saysWhatStandsThere(byte[] packet) throws IOException {
    for (var operation : new int[] {PcpMessage.ANNOUNCE, PcpMessage.MAP}) {
      try {
        PcpMessage.read(packet, operation).ifPresent(message -> check(packet, operation, message));
      } catch (IOException e) {
        assertThat(packet).hasSizeGreaterThanOrEqualTo(4);
        assertThat(packet[0] != 2 || packet[3] == 1).isTrue();
      }
    }
  }

  private static void check(byte[] packet, int operation, PcpMessage message) {
    var bytes = ByteBuffer.wrap(packet);
    assertThat(packet).hasSizeBetween(24, 1 << 20);
    assertThat(packet[0]).isEqualTo((byte) 2);
    assertThat(packet[1]).isEqualTo((byte) (0x80 | operation));
    assertThat((byte) message.result()).isEqualTo(packet[3]);
    assertThat((int) message.seconds()).isEqualTo(bytes.getInt(4));
    assertThat((int) message.epoch()).isEqualTo(bytes.getInt(8));
    assertThat(message.seconds()).isBetween(0L, 0xffff_ffffL);
    assertThat(message.epoch()).isBetween(0L, 0xffff_ffffL);
    var mapping = message.mapping();
    if (mapping == null) {
      assertThat(message.answers(NONCE, 8443)).isEqualTo(message.result() != 0);
      return;
    }
    // Written as a question once more it is the packet again, but for the address of the head.
    var again =
        PcpMessage.map(
            OURS,
            mapping.nonce(),
            mapping.innerPort(),
            mapping.outerPort(),
            mapping.outerAddress(),
            (int) message.seconds());
    assertThat(Arrays.copyOfRange(again, 24, 37)).isEqualTo(Arrays.copyOfRange(packet, 24, 37));
    assertThat(Arrays.copyOfRange(again, 40, 60)).isEqualTo(Arrays.copyOfRange(packet, 40, 60));
    assertThat(message.answers(NONCE, 8443))
        .isEqualTo(
            Arrays.equals(NONCE, Arrays.copyOfRange(packet, 24, 36))
                && Short.toUnsignedInt(bytes.getShort(40)) == 8443);
  }
}
