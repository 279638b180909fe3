package app.gatehouse.reach.router;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.support.Seeds;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes a router answers to an action: an answer, or a failure that says which action
 * failed.
 */
class UpnpAnswerFuzz {
  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
  private static final String SERVICE = "urn:schemas-upnp-org:service:WANIPConnection:1";

  private static ServerSocket router;
  private static volatile byte[] answer = {};

  @BeforeAll
  static void listen() throws IOException {
    router = new ServerSocket(0, 50, HERE);
    Thread.ofPlatform().daemon().start(UpnpAnswerFuzz::serve);
  }

  @AfterAll
  static void close() throws IOException {
    router.close();
  }

  private static void serve() {
    var question = new byte[8192];
    while (!router.isClosed()) {
      try (Socket socket = router.accept()) {
        var heard = 0;
        // The whole question, so that closing does not reset the connection.
        while (!new String(question, 0, heard).contains("Envelope>")) {
          heard += socket.getInputStream().read(question, heard, question.length - heard);
        }
        socket.getOutputStream().write(answer);
        socket.shutdownOutput();
      } catch (IOException | IndexOutOfBoundsException e) {
        // The next one.
      }
    }
  }

  static Stream<byte[]> seeds() {
    var head = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
    var entry =
        "<e:Envelope xmlns:e='x'><e:Body><R><NewInternalClient>192.168.1.7</NewInternalClient>"
            + "<NewInternalPort>443</NewInternalPort>"
            + "<NewPortMappingDescription>Gatehouse</NewPortMappingDescription>"
            + "<NewLeaseDuration>3600</NewLeaseDuration></R></e:Body></e:Envelope>";
    return Seeds.latin(
        head + entry,
        head + entry.replace("443", "99999999999").replace("3600", "-1"),
        "HTTP/1.1 500 No\r\nContent-Length: 200\r\n\r\n<e><errorCode>718</errorCode></e>",
        "HTTP/1.1 500 No\r\n\r\n"
            + "<e><errorCode>x</errorCode><errorDescription>a</errorDescription></e>",
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\r\n",
        "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=x\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<a/>",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\37\213",
        head + "<!DOCTYPE r SYSTEM 'http://127.0.0.1:1/'><r/>",
        head + "<r>&#0;</r>",
        head,
        "ICY 200 OK\r\n\r\n<r/>");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void kept(byte[] bytes) throws InterruptedException {
    isAnAnswerOrFails(bytes);
  }

  @Test
  void readsTheFirstSeedAsAnEntry() throws IOException, InterruptedException {
    answer = seeds().findFirst().orElseThrow();
    assertThat(new MappingTable(gateway()).find(443))
        .hasValueSatisfying(
            entry -> assertThat(entry.isOurs("192.168.1.7", OptionalInt.empty())).isTrue());
  }

  @DictionaryEntries({
    "HTTP/1.1 200 OK\\x0D\\x0A\\x0D\\x0A",
    "<errorCode>",
    "</errorCode>",
    "<NewInternalPort>",
    "<NewLeaseDuration>",
    "Transfer-Encoding: chunked\\x0D\\x0A",
    "Content-Length: ",
    "<!DOCTYPE r [<!ENTITY a 'b'>]>"
  })
  @MethodSource("seeds")
  @FuzzTest
  void isAnAnswerOrFails(byte[] bytes) throws InterruptedException {
    answer = bytes;
    try {
      var entry = new MappingTable(gateway()).find(443);
      entry.ifPresent(
          found -> assertThat(found.lease()).matches(lease -> lease == null || lease.isPositive()));
    } catch (IOException e) {
      assertThat(e).hasMessageStartingWith("Get");
    }
  }

  private static Gateway gateway() {
    var control = URI.create("http://127.0.0.1:" + router.getLocalPort() + "/");
    return new Gateway("Box", HERE, HERE, control, SERVICE);
  }
}
