package app.gatehouse.reach.router;

import app.gatehouse.net.TimeLimit;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a router takes the questions of PCP and NAT-PMP. Both repeat a question until it is
 * answered, for up to minutes (RFC 6886, section 3.1; RFC 6887, section 8.1.1); here it takes
 * seconds, since a person may be waiting and the router is in the same house.
 *
 * @param router the default gateway
 * @param port 5351 but in tests
 * @param local this computer's address to ask from; null for the one that the system takes
 */
record GatewayPort(InetAddress router, int port, @Nullable InetAddress local) {
  private static final int PORT = 5351;

  /** Whether anybody speaks it: less than a search takes. */
  static final List<Integer> HURRIED = List.of(250, 500, 1000);

  /** Of a router that speaks it; there are some that think for a second about each port. */
  static final List<Integer> PATIENT = List.of(1500, 2500);

  private static final Duration MARGIN = Duration.ofMillis(250);

  /** RFC 6887, section 7: no message is larger. */
  private static final int LARGEST = 1100;

  static GatewayPort of(InetAddress router) {
    return new GatewayPort(router, PORT, null);
  }

  GatewayPort from(InetAddress address) {
    return new GatewayPort(router, port, address);
  }

  /** Understands an answer. */
  @FunctionalInterface
  interface Reader<T> {
    /**
     * @param local the address that the question came from
     * @return empty when this is no answer to the question: the next packet may be
     * @throws IOException when the router does not speak the protocol
     */
    Optional<T> read(byte[] packet, InetAddress local) throws IOException;
  }

  /**
   * Asks and waits for an answer.
   *
   * @param waits how long to wait before it is asked again, or given up, in milliseconds
   * @param question made from the address that it will come from
   * @throws IOException when nobody answers
   */
  <T> T ask(List<Integer> waits, Function<InetAddress, byte[]> question, Reader<T> reader)
      throws IOException, InterruptedException {
    var limit = MARGIN.plusMillis(waits.stream().mapToInt(Integer::intValue).sum());
    // Closing the socket ends a wait that an interrupt alone would not end.
    try (var socket = new DatagramSocket(new InetSocketAddress(local, 0))) {
      return TimeLimit.call(limit, () -> ask(socket, waits, question, reader), socket::close);
    } catch (ExecutionException e) {
      throw new IOException(router.getHostAddress() + ": " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new IOException(router.getHostAddress() + ": " + e.getMessage(), e);
    }
  }

  private <T> T ask(
      DatagramSocket socket,
      List<Integer> waits,
      Function<InetAddress, byte[]> question,
      Reader<T> reader)
      throws IOException {
    // Connected: packets of anybody else do not arrive, and "nobody listens there" does.
    socket.connect(new InetSocketAddress(router, port));
    var from = socket.getLocalAddress();
    var bytes = question.apply(from);
    for (var wait : waits) {
      socket.send(new DatagramPacket(bytes, bytes.length));
      var answer = receive(socket, wait, packet -> reader.read(packet, from));
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    throw new SocketTimeoutException("no answer");
  }

  /** Reads on past what is not the answer: a late one to an earlier question, or garbage. */
  private static <T> Optional<T> receive(DatagramSocket socket, int wait, Understood<T> reader)
      throws IOException {
    var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(wait);
    var packet = new DatagramPacket(new byte[LARGEST + 1], LARGEST + 1);
    while (true) {
      var left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return Optional.empty();
      }
      socket.setSoTimeout((int) left);
      packet.setLength(LARGEST + 1);
      try {
        socket.receive(packet);
      } catch (SocketTimeoutException e) {
        return Optional.empty();
      }
      if (packet.getLength() <= LARGEST) {
        var answer = reader.read(Arrays.copyOf(packet.getData(), packet.getLength()));
        if (answer.isPresent()) {
          return answer;
        }
      }
    }
  }

  @FunctionalInterface
  private interface Understood<T> {
    Optional<T> read(byte[] packet) throws IOException;
  }
}
