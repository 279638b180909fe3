package app.gatehouse.reach.router;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer by NAT-PMP, and the questions as bytes (RFC 6886, section 3). TCP only.
 *
 * @param result 0 for granted, see section 3.5
 * @param epoch section 3.6
 * @param innerPort 0 where none is told
 * @param outerPort that was granted; 0 where none is told
 * @param seconds for how long it is granted
 * @param outerAddress null where none is told
 */
record NatPmpMessage(
    int result,
    long epoch,
    int innerPort,
    int outerPort,
    long seconds,
    @Nullable InetAddress outerAddress) {
  static final int ADDRESS = 0;
  static final int MAP_TCP = 2;

  static final int SUCCESS = 0;
  static final int UNSUPPORTED_VERSION = 1;
  static final int UNSUPPORTED_OPERATION = 5;

  private static final int ANSWER = 0x80;
  private static final int HEAD = 8;
  private static final int ADDRESS_LENGTH = 12;
  private static final int MAP_LENGTH = 16;

  /** Asks for the outer address (section 3.2). */
  static byte[] address() {
    return new byte[] {0, ADDRESS};
  }

  /**
   * Asks for a mapping (section 3.3).
   *
   * @param outerPort the port that is wished for
   * @param seconds 0 to give it back
   */
  static byte[] map(int innerPort, int outerPort, int seconds) {
    return ByteBuffer.allocate(12)
        .put((byte) 0)
        .put((byte) MAP_TCP)
        .putShort((short) 0)
        .putShort((short) innerPort)
        .putShort((short) outerPort)
        .putInt(seconds)
        .array();
  }

  /**
   * Reads a packet. Whatever is odd about it makes it nothing.
   *
   * @throws IOException when it says that NAT-PMP is not spoken: by a result, or by an answer of
   *     another version, as some routers give that speak only PCP
   */
  static Optional<NatPmpMessage> read(byte[] packet, int operation) throws IOException {
    if (packet.length < 4 || (packet[1] & 0xff) != (ANSWER | operation)) {
      return Optional.empty();
    }
    var bytes = ByteBuffer.wrap(packet);
    var result = Short.toUnsignedInt(bytes.getShort(2));
    if (packet[0] != 0 || result == UNSUPPORTED_VERSION || result == UNSUPPORTED_OPERATION) {
      throw new IOException("does not speak NAT-PMP, but version " + (packet[0] & 0xff));
    }
    var wanted = operation == MAP_TCP ? MAP_LENGTH : ADDRESS_LENGTH;
    if (packet.length < HEAD || result == SUCCESS && packet.length != wanted) {
      return Optional.empty();
    }
    var epoch = Integer.toUnsignedLong(bytes.getInt(4));
    if (packet.length < wanted) {
      return Optional.of(new NatPmpMessage(result, epoch, 0, 0, 0, null));
    }
    if (operation == ADDRESS) {
      var address = InetAddress.getByAddress(Arrays.copyOfRange(packet, HEAD, ADDRESS_LENGTH));
      var told = result == SUCCESS && !address.isAnyLocalAddress() ? address : null;
      return Optional.of(new NatPmpMessage(result, epoch, 0, 0, 0, told));
    }
    return Optional.of(
        new NatPmpMessage(
            result,
            epoch,
            Short.toUnsignedInt(bytes.getShort(HEAD)),
            Short.toUnsignedInt(bytes.getShort(HEAD + 2)),
            Integer.toUnsignedLong(bytes.getInt(HEAD + 4)),
            null));
  }

  /** Whether this is the answer to the request for that port. */
  boolean answers(int port) {
    return innerPort == port || innerPort == 0 && result != SUCCESS;
  }

  /** The result in words. */
  String reason() {
    return switch (result) {
      case SUCCESS -> "success";
      case 2 -> "not authorized";
      case 3 -> "network failure";
      case 4 -> "out of resources";
      default -> "";
    };
  }
}
