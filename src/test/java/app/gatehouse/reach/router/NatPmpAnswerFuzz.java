package app.gatehouse.reach.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever packet answers a question by NAT-PMP: what is understood stands in it byte by byte. */
class NatPmpAnswerFuzz {

  static Stream<byte[]> seeds() {
    return Stream.of(
        mapped(0, 8443, 443, 3600),
        mapped(2, 8443, 0, 0),
        mapped(0, 65535, 65535, -1),
        Arrays.copyOf(mapped(0, 8443, 443, 3600), 15),
        Arrays.copyOf(mapped(3, 8443, 443, 3600), 8),
        new byte[] {0, (byte) 128, 0, 0, 0, 0, 1, 2, 100, 64, 0, 7},
        new byte[] {0, (byte) 128, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0},
        new byte[] {0, (byte) 128, 0, 3, 0, 0, 1, 2, 0, 0, 0, 0},
        new byte[] {0, (byte) 130, 0, 5, 0, 0, 0, 9},
        new byte[] {2, (byte) 130, 0, 1},
        new byte[] {0, 2},
        new byte[] {});
  }

  private static byte[] mapped(int result, int inner, int outer, int seconds) {
    return ByteBuffer.allocate(16)
        .put((byte) 0)
        .put((byte) 130)
        .putShort((short) result)
        .putInt(77)
        .putShort((short) inner)
        .putShort((short) outer)
        .putInt(seconds)
        .array();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void kept(byte[] packet) {
    saysWhatStandsThere(packet);
  }

  @MethodSource("seeds")
  @FuzzTest
  void saysWhatStandsThere(byte[] packet) {
    for (var operation : new int[] {NatPmpMessage.ADDRESS, NatPmpMessage.MAP_TCP}) {
      try {
        NatPmpMessage.read(packet, operation)
            .ifPresent(message -> check(packet, operation, message));
      } catch (IOException e) {
        assertThat(packet).hasSizeGreaterThanOrEqualTo(4);
        assertThat(packet[0] != 0 || packet[3] == 1 || packet[3] == 5).isTrue();
      }
    }
  }

  private static void check(byte[] packet, int operation, NatPmpMessage message) {
    var bytes = ByteBuffer.wrap(packet);
    assertThat(packet[0]).isZero();
    assertThat(packet[1]).isEqualTo((byte) (0x80 | operation));
    assertThat((short) message.result()).isEqualTo(bytes.getShort(2));
    assertThat((int) message.epoch()).isEqualTo(bytes.getInt(4));
    assertThat(message.seconds()).isBetween(0L, 0xffff_ffffL);
    if (operation == NatPmpMessage.ADDRESS) {
      var address = message.outerAddress();
      if (address != null) {
        assertThat(address.getAddress()).isEqualTo(Arrays.copyOfRange(packet, 8, 12));
        assertThat(message.result()).isZero();
      }
      assertThat(message.outerPort()).isZero();
    } else if (packet.length >= 16) {
      // Written as a question once more it is the packet again, but for the head.
      var again =
          NatPmpMessage.map(message.innerPort(), message.outerPort(), (int) message.seconds());
      assertThat(Arrays.copyOfRange(again, 4, 12)).isEqualTo(Arrays.copyOfRange(packet, 8, 16));
      assertThat(message.answers(8443))
          .isEqualTo(
              message.innerPort() == 8443 || message.innerPort() == 0 && message.result() != 0);
    } else {
      assertThat(message.result()).isNotZero();
    }
  }
}
