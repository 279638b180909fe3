package app.gatehouse.guide;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HexFormat;
import java.util.Optional;

/** What the system tells about this computer's network cards. */
final class NetworkCard {
  private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();

  private NetworkCard() {}

  /**
   * The hardware address of the card that has an address, as routers write it: {@code
   * 3C:7C:3F:12:34:56}. Empty when no card has it or the card does not tell.
   *
   * @param address an IP address in figures; a name is not looked up
   */
  static Optional<String> hardwareAddress(String address) {
    try {
      var card = NetworkInterface.getByInetAddress(InetAddress.ofLiteral(address));
      var bytes = card == null ? null : card.getHardwareAddress();
      return Optional.ofNullable(bytes).map(COLONS::formatHex);
    } catch (SocketException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
