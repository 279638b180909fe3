package app.gatehouse.reach.router;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A router on 127.0.0.1 that answers each packet of PCP or NAT-PMP as a test wants it to. */
final class FakePortRouter implements AutoCloseable {
  static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

  private final DatagramSocket socket;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /**
   * @param habits the packets that answer one
   */
  FakePortRouter(Function<byte[], List<byte[]>> habits) {
    try {
      socket = new DatagramSocket(new InetSocketAddress(HERE, 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().start(() -> serve(habits));
  }

  private void serve(Function<byte[], List<byte[]>> habits) {
    var packet = new DatagramPacket(new byte[2000], 2000);
    try {
      while (true) {
        packet.setLength(2000);
        socket.receive(packet);
        var question = Arrays.copyOf(packet.getData(), packet.getLength());
        asked.add(shown(question));
        for (var answer : habits.apply(question)) {
          socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  GatewayPort port() {
    return new GatewayPort(HERE, socket.getLocalPort(), null);
  }

  /** Every question, such as {@code 8080>80 3600}; others are {@code look}. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  private static String shown(byte[] question) {
    if (question.length < 12 || question[1] == 0) {
      return "look";
    }
    var bytes = ByteBuffer.wrap(question);
    var isPcp = question[0] == 2;
    var ports = isPcp ? 40 : 4;
    return Short.toUnsignedInt(bytes.getShort(ports))
        + ">"
        + Short.toUnsignedInt(bytes.getShort(ports + 2))
        + " "
        + bytes.getInt(isPcp ? 4 : 8);
  }

  /** A router that speaks PCP and grants everything. */
  static List<byte[]> grantsByPcp(byte[] question) {
    return List.of(pcp(question, 0));
  }

  /** Repeats a question as its answer, with a result code. */
  static byte[] pcp(byte[] question, int result) {
    var answer = question.clone();
    answer[1] |= (byte) 0x80;
    answer[3] = (byte) result;
    Arrays.fill(answer, 8, 24, (byte) 0);
    answer[11] = 77;
    if (answer.length >= 60) {
      System.arraycopy(new byte[] {44, (byte) 128, 0, 1}, 0, answer, 56, 4);
    }
    return answer;
  }

  /** As {@link #pcp}, with another outer port. */
  static byte[] pcp(byte[] question, int result, int outerPort) {
    var answer = pcp(question, result);
    ByteBuffer.wrap(answer).putShort(42, (short) outerPort);
    return answer;
  }

  static boolean isDeletion(byte[] question) {
    return question.length >= 60 && ByteBuffer.wrap(question).getInt(4) == 0;
  }

  @Override
  public void close() {
    socket.close();
  }
}
