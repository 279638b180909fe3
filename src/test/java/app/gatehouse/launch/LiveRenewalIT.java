package app.gatehouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.launch.CountingApp.Frame;
import app.gatehouse.support.Eventually;
import app.gatehouse.support.FreePorts;
import app.gatehouse.support.Pebble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A certificate of a real authority is renewed by the running program; what runs notices nothing.
 */
class LiveRenewalIT {
  private static final String NAME = "live.example.net";

  @TempDir private Path folder;

  private final int httpsPort = FreePorts.next();
  private Pebble pebble;
  private CountingApp app;
  private GatehouseRun gatehouse;

  @BeforeEach
  void start() throws Exception {
    var httpPort = FreePorts.next();
    pebble = Pebble.start(httpPort, httpsPort);
    app = new CountingApp();
    gatehouse =
        new GatehouseRun(folder)
            .set("http.port", httpPort)
            .set("https.port", httpsPort)
            .set("listen.address", "127.0.0.1")
            .set("router.enabled", false)
            .set("ip-echo.services", "")
            .set("acme.directory", pebble.directory())
            .set("acme.ca-file", pebble.caFile())
            .set("address.also-public", "127.0.0.0/8")
            .set("dns.resolvers", "127.0.0.1:" + pebble.dnsServer().getPort());
    var setup =
        gatehouse.runWithSettings(
            "setup",
            "--app=" + app.port(),
            "--address=own-domain",
            "--name=" + NAME,
            "--guard=open",
            "--yes",
            "--json");
    assertThat(setup.status()).as(setup.out() + setup.err()).isZero();
  }

  @AfterEach
  void stop() throws Exception {
    gatehouse.run("stop");
    app.close();
    pebble.close();
  }

  @Test
  void renewsUnderARunningStreamAndWebSocket() throws Exception {
    renewWhileOthersRun(Duration.ofSeconds(3));
  }

  @Test
  @Tag("long")
  void renewsAgainAndAgainForHalfAMinute() throws Exception {
    renewWhileOthersRun(Duration.ofSeconds(30));
  }

  private void renewWhileOthersRun(Duration time) throws Exception {
    var root = pebble.rootFile();
    try (var stream = Visitor.connect(root, NAME, httpsPort);
        var socket = Visitor.connect(root, NAME, httpsPort);
        var service = ServiceStarter.connect(gatehouse.home())) {
      var events = new Count(() -> readEvents(stream));
      var echoes = new Count(() -> sendAndReceive(socket));
      var old = leaf(stream);
      var serials = new HashSet<String>();
      serials.add(Visitor.serial(root, NAME, httpsPort));
      assertThat(gatehouse.run("renew", NAME, "--force").status()).isZero();
      serials.add(Visitor.serial(root, NAME, httpsPort));
      var renewals = 1;
      for (var end = System.nanoTime() + time.toNanos(); System.nanoTime() < end; renewals++) {
        events.goesOn();
        echoes.goesOn();
        assertThat(service.renew(NAME, true)).isTrue();
        serials.add(Visitor.serial(root, NAME, httpsPort));
      }
      assertThat(serials).as("a new one for every renewal").hasSize(1 + renewals);
      events.goesOn();
      echoes.goesOn();
      assertThat(leaf(stream)).isEqualTo(old);
      assertThat(leaf(socket)).isEqualTo(old);
    }
  }

  private static X509Certificate leaf(SSLSocket socket) throws IOException {
    return (X509Certificate) socket.getSession().getPeerCertificates()[0];
  }

  /** One step further on a connection that must not break; the first throw ends it. */
  private interface Step {
    int next() throws IOException;
  }

  /** Makes the steps of one connection: opens it once, then reads number after number. */
  private interface Connection {
    Step open() throws IOException;
  }

  private static Step readEvents(SSLSocket stream) throws IOException {
    send(stream, "GET /events HTTP/1.1\r\nHost: " + NAME + "\r\n\r\n");
    var in = stream.getInputStream();
    assertThat(CountingApp.head(in)).startsWith("HTTP/1.1 200 ").contains("text/event-stream");
    var text = new StringBuilder();
    return () -> {
      var end = text.indexOf("\n\n");
      while (end < 0) {
        text.append(chunk(in));
        end = text.indexOf("\n\n");
      }
      var number = Integer.parseInt(text.substring("data: ".length(), end));
      text.delete(0, end + 2);
      return number;
    };
  }

  /** RFC 9112 section 7.1; an event may be spread over two of them. */
  private static String chunk(InputStream in) throws IOException {
    var size = new StringBuilder();
    for (var b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("the stream breaks off");
      }
      size.append((char) b);
    }
    var chunk = in.readNBytes(Integer.parseInt(size.toString().strip(), 16));
    if (chunk.length == 0) {
      throw new IOException("the stream has ended");
    }
    in.skipNBytes(2);
    return new String(chunk, StandardCharsets.US_ASCII);
  }

  private static Step sendAndReceive(SSLSocket socket) throws IOException {
    send(
        socket,
        "GET /socket HTTP/1.1\r\nHost: "
            + NAME
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    assertThat(CountingApp.head(socket.getInputStream())).startsWith("HTTP/1.1 101 ");
    var next = new AtomicInteger();
    return () -> {
      socket.getOutputStream().write(Frame.masked(Integer.toString(next.getAndIncrement())));
      return Integer.parseInt(Frame.read(socket.getInputStream()));
    };
  }

  private static void send(SSLSocket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Follows the numbers of a connection, each one more than the one before. */
  private static final class Count {
    private final AtomicInteger last = new AtomicInteger(-1);
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    Count(Connection connection) throws IOException {
      var steps = connection.open();
      Thread.ofVirtual().start(() -> follow(steps));
    }

    private void follow(Step steps) {
      try {
        while (true) {
          var number = steps.next();
          if (!last.compareAndSet(number - 1, number)) {
            throw new AssertionError(number + " after " + last);
          }
        }
      } catch (IOException | RuntimeException | AssertionError e) {
        end.completeExceptionally(e);
      }
    }

    /** Waits until some more have come. */
    void goesOn() {
      var before = last.get();
      Eventually.isTrue(
          "more than " + before,
          () -> {
            end.getNow(null);
            return last.get() > before + 2;
          });
    }
  }
}
