package app.gatehouse.reach.router;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a router for its outer address by NAT-PMP (RFC 6886, section 3.2). Routers whose outer
 * address is a private one often keep it to themselves when asked by UPnP, and tell it here.
 */
final class NatPmp {
  private static final Logger LOG = LoggerFactory.getLogger(NatPmp.class);
  private static final int PORT = 5351;
  private static final int[] WAIT_MILLIS = {250, 500};
  private static final byte[] QUESTION = {0, 0};
  private static final int ANSWER_LENGTH = 12;
  private static final byte ANSWER = (byte) 128;

  private NatPmp() {}

  /** Empty when the router does not speak it or does not know. At most a second. */
  static Optional<InetAddress> outerAddress(Gateway gateway) {
    try (var socket = new DatagramSocket(new InetSocketAddress(gateway.local(), 0))) {
      // Connected: packets of anybody else do not arrive.
      socket.connect(gateway.address(), PORT);
      for (var wait : WAIT_MILLIS) {
        socket.send(new DatagramPacket(QUESTION, QUESTION.length));
        var answer = receive(socket, wait);
        if (answer.isPresent()) {
          return answer;
        }
      }
    } catch (IOException e) {
      LOG.debug("{} does not speak NAT-PMP", gateway.address(), e);
    }
    return Optional.empty();
  }

  private static Optional<InetAddress> receive(DatagramSocket socket, int wait) throws IOException {
    socket.setSoTimeout(wait);
    var packet = new DatagramPacket(new byte[64], 64);
    try {
      socket.receive(packet);
    } catch (SocketTimeoutException e) {
      return Optional.empty();
    }
    return read(Arrays.copyOf(packet.getData(), packet.getLength()));
  }

  /** Version 0, operation 128, result 0, seconds since the table was made, address. */
  static Optional<InetAddress> read(byte[] answer) throws UnknownHostException {
    if (answer.length != ANSWER_LENGTH
        || answer[0] != 0
        || answer[1] != ANSWER
        || answer[2] != 0
        || answer[3] != 0) {
      return Optional.empty();
    }
    return Optional.of(InetAddress.getByAddress(Arrays.copyOfRange(answer, 8, 12)));
  }
}
