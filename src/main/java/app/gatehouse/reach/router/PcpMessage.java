package app.gatehouse.reach.router;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer by the Port Control Protocol, and the questions as bytes (RFC 6887, sections 7 and 11).
 * TCP only, no options.
 *
 * @param result 0 for granted, see section 7.4
 * @param seconds for how long it is granted, or for how long the error will last
 * @param epoch section 8.5
 * @param mapping null where only the head came, as with ANNOUNCE and with some errors
 */
record PcpMessage(int result, long seconds, long epoch, @Nullable Mapped mapping) {
  static final int ANNOUNCE = 0;
  static final int MAP = 1;

  static final int SUCCESS = 0;
  static final int UNSUPPORTED_VERSION = 1;

  private static final byte VERSION = 2;
  private static final int ANSWER = 0x80;
  private static final int HEAD = 24;
  private static final int MAP_LENGTH = HEAD + 36;
  private static final int TCP = 6;
  private static final int ADDRESS = 16;

  /**
   * A mapping as the router has it.
   *
   * @param nonce that it was asked for with
   * @param outerAddress that it was given
   */
  record Mapped(byte[] nonce, int innerPort, int outerPort, InetAddress outerAddress) {}

  /** A question that changes nothing (section 14.1). */
  static byte[] announce(InetAddress local) {
    return head(HEAD, ANNOUNCE, 0, local).array();
  }

  /**
   * @param outerPort the port that is wished for; 0 for any
   * @param outerAddress the address that is wished for; the unspecified one for any
   * @param seconds 0 to give the mapping back
   */
  static byte[] map(
      InetAddress local,
      byte[] nonce,
      int innerPort,
      int outerPort,
      InetAddress outerAddress,
      int seconds) {
    return head(MAP_LENGTH, MAP, seconds, local)
        .put(nonce)
        .put((byte) TCP)
        .put(new byte[3])
        .putShort((short) innerPort)
        .putShort((short) outerPort)
        .put(sixteen(outerAddress))
        .array();
  }

  private static ByteBuffer head(int length, int operation, int seconds, InetAddress local) {
    return ByteBuffer.allocate(length)
        .put(VERSION)
        .put((byte) operation)
        .putShort((short) 0)
        .putInt(seconds)
        .put(sixteen(local));
  }

  /** IPv4 as IPv6 writes it (section 5). */
  private static byte[] sixteen(InetAddress address) {
    if (!(address instanceof Inet4Address)) {
      return address.getAddress();
    }
    var bytes = new byte[ADDRESS];
    bytes[10] = (byte) 0xff;
    bytes[11] = (byte) 0xff;
    System.arraycopy(address.getAddress(), 0, bytes, 12, 4);
    return bytes;
  }

  /**
   * Reads a packet. Whatever is odd about it makes it nothing (section 8.3).
   *
   * @throws IOException when it says that PCP is not spoken: an answer of another version, as
   *     routers give that speak only NAT-PMP (section 9)
   */
  static Optional<PcpMessage> read(byte[] packet, int operation) throws IOException {
    if (packet.length < 4 || (packet[1] & 0xff) != (ANSWER | operation)) {
      return Optional.empty();
    }
    var bytes = ByteBuffer.wrap(packet);
    var result = packet[3] & 0xff;
    if (packet[0] != VERSION || result == UNSUPPORTED_VERSION) {
      throw new IOException("does not speak PCP, but version " + (packet[0] & 0xff));
    }
    if (packet.length < HEAD || packet.length % 4 != 0) {
      return Optional.empty();
    }
    if (operation == MAP && result == SUCCESS && packet.length < MAP_LENGTH) {
      return Optional.empty();
    }
    var hasMapping = operation == MAP && packet.length >= MAP_LENGTH;
    if (hasMapping && packet[HEAD + MappingNonces.LENGTH] != TCP) {
      return Optional.empty();
    }
    return Optional.of(
        new PcpMessage(
            result,
            Integer.toUnsignedLong(bytes.getInt(4)),
            Integer.toUnsignedLong(bytes.getInt(8)),
            hasMapping ? mapping(bytes) : null));
  }

  private static Mapped mapping(ByteBuffer bytes) throws UnknownHostException {
    var nonce = new byte[MappingNonces.LENGTH];
    bytes.get(HEAD, nonce);
    var address = new byte[ADDRESS];
    bytes.get(HEAD + 20, address);
    return new Mapped(
        nonce,
        Short.toUnsignedInt(bytes.getShort(HEAD + 16)),
        Short.toUnsignedInt(bytes.getShort(HEAD + 18)),
        // An IPv4 address again where it is one.
        InetAddress.getByAddress(address));
  }

  /** Whether this is the answer to the very request with that nonce and port. */
  boolean answers(byte[] nonce, int innerPort) {
    // An error may come without: a router that did not understand the request cannot repeat it.
    return mapping == null
        ? result != SUCCESS
        : mapping.innerPort == innerPort && Arrays.equals(mapping.nonce, nonce);
  }

  /** The result as the RFC names it. */
  String reason() {
    return switch (result) {
      case SUCCESS -> "SUCCESS";
      case UNSUPPORTED_VERSION -> "UNSUPP_VERSION";
      case 2 -> "NOT_AUTHORIZED";
      case 3 -> "MALFORMED_REQUEST";
      case 4 -> "UNSUPP_OPCODE";
      case 5 -> "UNSUPP_OPTION";
      case 6 -> "MALFORMED_OPTION";
      case 7 -> "NETWORK_FAILURE";
      case 8 -> "NO_RESOURCES";
      case 9 -> "UNSUPP_PROTOCOL";
      case 10 -> "USER_EX_QUOTA";
      case 11 -> "CANNOT_PROVIDE_EXTERNAL";
      case 12 -> "ADDRESS_MISMATCH";
      case 13 -> "EXCESSIVE_REMOTE_PEERS";
      default -> "";
    };
  }
}
