package app.gatehouse.net;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.network.IpFamily;
import app.gatehouse.support.Seeds;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a name server answers: an answer or a failure, never an exception. The input is what
 * follows the number and the question of a message: flags, counts, records.
 */
class DnsAnswerFuzz {
  private static DatagramSocket server;
  private static volatile byte[] rest = {};

  @BeforeAll
  static void listen() throws IOException {
    server = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
    Thread.ofPlatform().daemon().start(DnsAnswerFuzz::serve);
  }

  @AfterAll
  static void close() {
    server.close();
  }

  /** Puts the input behind the question's own number; the question itself comes again. */
  private static void serve() {
    var buffer = new byte[1024];
    while (!server.isClosed()) {
      try {
        var question = new DatagramPacket(buffer, buffer.length);
        server.receive(question);
        var input = rest;
        var head = Math.min(10, input.length);
        var name = name(buffer);
        var answer = new byte[2 + head + name.length + input.length - head];
        System.arraycopy(buffer, 0, answer, 0, 2);
        System.arraycopy(input, 0, answer, 2, head);
        System.arraycopy(name, 0, answer, 2 + head, name.length);
        System.arraycopy(input, head, answer, 2 + head + name.length, input.length - head);
        server.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
      } catch (IOException e) {
        // Closed.
      }
    }
  }

  /** The question of a message: labels up to an empty one, type, class. */
  private static byte[] name(byte[] message) {
    var end = 12;
    while (message[end] != 0) {
      end += 1 + message[end];
    }
    return Arrays.copyOfRange(message, 12, end + 5);
  }

  static Stream<byte[]> seeds() {
    var flags = "\201\200\0\1";
    return Seeds.latin(
        flags + "\0\1\0\0\0\0" + "\300\14\0\1\0\1\0\0\0\74\0\4\10\10\10\10",
        flags + "\0\1\0\0\0\0" + "\300\14\0\5\0\1\0\0\0\74\0\2\300\14",
        flags + "\0\1\0\0\0\0" + "\300\14\0\20\0\1\0\0\0\74\0\4\3abc",
        flags + "\0\1\0\0\0\0" + "\300\14\1\1\0\1\0\0\0\74\0\10\200\5issue;",
        flags + "\0\1\0\0\0\0" + "\300\14\0\1\0\1\0\0\0\74\0\5\10\10\10\10\10",
        flags + "\0\1\0\0\0\0" + "\300\300\0\1\0\1\0\0\0\74\0\4\10\10\10\10",
        flags + "\0\1\0\0\0\0" + "\300\14\1\1\0\1\0\0\0\74\0\0xxxx",
        flags + "\377\377\0\0\0\0",
        "\201\203\0\1\0\0\0\0\0\0",
        "\201\202\0\1\0\0\0\0\0\0",
        "\203\200\0\1\0\0\0\0\0\0");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void kept(byte[] answer) throws InterruptedException {
    isAnAnswerOrAFailure(answer);
  }

  @MethodSource("seeds")
  @FuzzTest
  void isAnAnswerOrAFailure(byte[] answer) throws InterruptedException {
    rest = answer;
    var here = new InetSocketAddress("127.0.0.1", server.getLocalPort());
    var resolver = new Resolver(List.of(here), Duration.ofMillis(400));
    assertThat(
            switch (answer.length % 5) {
              case 0 -> resolver.addresses("a.example", IpFamily.IPV6);
              case 1 -> resolver.txt("a.example");
              case 2 -> resolver.caa("a.example");
              case 3 -> resolver.cname("a.example");
              default -> resolver.addresses("a.example", IpFamily.IPV4);
            })
        .isNotNull();
  }
}
