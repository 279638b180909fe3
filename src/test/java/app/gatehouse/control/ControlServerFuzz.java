package app.gatehouse.control;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.support.Seeds;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes a client writes to the socket: the next client is served as if nothing was. */
class ControlServerFuzz {
  private static final Logger LOG = Logger.getLogger("app.gatehouse.control");

  @TempDir static Path folder;
  private static ControlServer server;
  private static ControlClient neighbour;

  @BeforeAll
  static void open() throws Exception {
    LOG.setLevel(Level.WARNING); // Every client here is one that is dropped.
    server = new ControlServer(new FakeService(), folder.resolve("s"), PeerPolicy.sameUser());
    server.open();
    neighbour = ControlClient.connect(server.socket());
  }

  @AfterAll
  static void close() {
    neighbour.close();
    server.close();
    LOG.setLevel(null);
  }

  static Stream<byte[]> seeds() {
    var messages = ControlMessagesFuzz.seeds().map(each -> join(frame(hello()), frame(each)));
    var frames =
        Seeds.latin(
            "\0\0\0\0",
            "\377\377\377\377",
            "\0\20\0\0{",
            "\0\20\0\1",
            "\0\0\0\2{}",
            "\0\0\0\34{\"type\":\"hello\",\"version\":0}",
            "GET / HTTP/1.1\r\n");
    return Stream.concat(messages, frames);
  }

  private static byte[] hello() {
    return RawClient.HELLO.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] frame(byte[] message) {
    return ByteBuffer.allocate(4 + message.length).putInt(message.length).put(message).array();
  }

  private static byte[] join(byte[] one, byte[] other) {
    return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void kept(byte[] bytes) throws Exception {
    harmsNobodyElse(bytes);
  }

  @DictionaryEntries({"\\x00\\x00\\x00", "{\\x22type\\x22:\\x22hello\\x22,\\x22version\\x22:1}"})
  @MethodSource("seeds")
  @FuzzTest
  void harmsNobodyElse(byte[] bytes) throws Exception {
    try (var client = new RawClient(server.socket())) {
      client.send(bytes);
    } catch (IOException e) {
      // It was hung up on before it had said everything.
    }
    assertThat(neighbour.info().pid()).isEqualTo(4711);
    try (var next = ControlClient.connect(server.socket())) {
      assertThat(next.info().pid()).isEqualTo(4711);
    }
  }
}
