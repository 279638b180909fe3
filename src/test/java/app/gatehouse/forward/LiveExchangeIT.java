package app.gatehouse.forward;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.site.AddressKind;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A new certificate is served at once, and nothing that runs notices. */
@Timeout(90)
class LiveExchangeIT {

  @Test
  void exchangesTheCertificateUnderARunningStreamAndWebSocket() throws Exception {
    exchange(Duration.ofMillis(500));
  }

  @Test
  @Tag("long")
  void exchangesTheCertificateAgainAndAgainForHalfAMinute() throws Exception {
    exchange(Duration.ofSeconds(30));
  }

  private static void exchange(Duration time) throws Exception {
    var events = new Semaphore(0);
    try (var app =
            TestApp.with(
                connection -> {
                  connection.readHead();
                  connection.head("HTTP/1.1 200 OK", "Content-Type: text/event-stream");
                  for (var i = 0; ; i++) {
                    events.acquire();
                    connection.send("data: " + i + "\n\n");
                  }
                });
        var sockets = WebSocketEcho.start();
        var gatehouse = Gatehouse.open()) {
      var sites =
          List.of(
              Gatehouse.site(app.upstream(), Gatehouse.OPEN),
              Gatehouse.site(
                  AddressKind.OWN_DOMAIN,
                  "socket.example.com",
                  sockets.upstream(),
                  Gatehouse.OPEN));
      sites.forEach(gatehouse::serve);
      try (var stream = gatehouse.connect();
          var socket = gatehouse.connect("socket.example.com")) {
        stream.head("GET /events HTTP/1.1", "Host: " + Gatehouse.HOST);
        stream.readHead();
        socket.send(WebSocketEcho.handshake("socket.example.com"));
        socket.readHead();
        var served = new HashSet<X509Certificate>();
        var end = System.nanoTime() + time.toNanos();
        var rounds = 0;
        while (rounds < 3 || System.nanoTime() < end) {
          for (var site : sites) {
            var host = site.name();
            var material = gatehouse.material(host);
            gatehouse.forwarder.serve(site, material);
            assertThat(gatehouse.forwarder.serving(host)).contains(material.leaf());
            try (var fresh = gatehouse.connect(host)) {
              assertThat(leaf(fresh)).isEqualTo(material.leaf());
              served.add(leaf(fresh));
            }
          }
          events.release();
          assertThat(new String(stream.readChunk(), StandardCharsets.UTF_8))
              .isEqualTo("data: " + rounds + "\n\n");
          socket.send("x");
          assertThat(socket.read(1)).isEqualTo(new byte[] {'x'});
          rounds++;
        }
        assertThat(served).hasSize(2 * rounds);
      }
    }
  }

  private static X509Certificate leaf(RawConnection connection) throws Exception {
    return (X509Certificate)
        ((SSLSocket) connection.socket()).getSession().getPeerCertificates()[0];
  }
}
