package app.gatehouse.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.gatehouse.forward.ForwarderSettings.Bounds;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.support.Eventually;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ports, names and certificates: who gets to talk to which site. */
@Timeout(60)
class ListeningIT {

  @Test
  void opensBothPortsOrNone() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      var settings =
          ForwarderSettings.of(taken.getLocalPort(), 0, new byte[32])
              .withListenAddress("127.0.0.1");
      assertThatThrownBy(() -> Gatehouse.open(settings, HostHeaderRule.PUBLIC))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> {
                assertThat(e.problem().code()).isEqualTo(ProblemCode.PORT_IN_USE);
                assertThat(e.problem().facts())
                    .containsEntry("port", Integer.toString(taken.getLocalPort()));
              });
    }
  }

  @Test
  void opensAgainAfterItsPortsWereClosed() throws Exception {
    try (var app = TestApp.saying("hello");
        var gatehouse = Gatehouse.open().serve(app)) {
      var first = gatehouse.forwarder.httpsPort();
      gatehouse.forwarder.closePorts();
      assertThat(gatehouse.forwarder.isOpen()).isFalse();
      assertThatThrownBy(() -> new java.net.Socket("127.0.0.1", first))
          .isInstanceOf(ConnectException.class);
      gatehouse.forwarder.open();
      gatehouse.forwarder.open();
      try (var client = gatehouse.connect()) {
        client.head("GET / HTTP/1.1", "Host: " + Gatehouse.HOST);
        assertThat(client.readText(client.readHead())).isEqualTo("hello");
      }
    }
  }

  @Test
  void listensOnBothFamiliesAndTellsTheAppWhoAsks() throws Exception {
    Assumptions.assumeTrue(hasIpv6Loopback(), "this system has no ::1");
    try (var app =
            TestApp.answering(
                connection -> {
                  var who = connection.readHead().header("X-Forwarded-For").orElseThrow();
                  connection.head("HTTP/1.1 200 OK", "Content-Length: " + who.length()).send(who);
                });
        var gatehouse =
            Gatehouse.open(Gatehouse.settings().withListenAddress(""), HostHeaderRule.PUBLIC)
                .serve(app)) {
      for (var address : new String[] {"127.0.0.1", "::1"}) {
        try (var client = gatehouse.connect(address, Gatehouse.HOST)) {
          client.head("GET / HTTP/1.1", "Host: " + Gatehouse.HOST);
          assertThat(InetAddress.ofLiteral(client.readText(client.readHead())))
              .isEqualTo(InetAddress.ofLiteral(address));
        }
      }
    }
  }

  @Test
  void refusesUnknownNames() throws Exception {
    try (var app = TestApp.saying("hello");
        var gatehouse = Gatehouse.open().serve(app)) {
      assertThatThrownBy(() -> gatehouse.connect("other.example.com"))
          .isInstanceOf(SSLException.class)
          .hasMessageContaining("unrecognized_name");
      assertThatThrownBy(() -> gatehouse.connect(null)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void servesThePublicAddressToWhoNamesNoHost() throws Exception {
    try (var app = TestApp.saying("hello");
        var gatehouse = Gatehouse.open().serve(app)) {
      gatehouse.serve(
          Gatehouse.site(AddressKind.PUBLIC_IP, "127.0.0.1", app.upstream(), Gatehouse.OPEN));
      try (var client = gatehouse.connect(null)) {
        assertThat(((SSLSocket) client.socket()).getSession().getPeerCertificates()[0])
            .isEqualTo(gatehouse.forwarder.serving("127.0.0.1").orElseThrow());
        client.head("GET / HTTP/1.1", "Host: 127.0.0.1:" + gatehouse.forwarder.httpsPort());
        assertThat(client.readHead().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void neverMixesTwoSites() throws Exception {
    try (var app = TestApp.saying("one");
        var other = TestApp.saying("two");
        var gatehouse = Gatehouse.open().serve(app)) {
      gatehouse.serve(
          Gatehouse.site(AddressKind.PRIVATE, "two.home.arpa", other.upstream(), Gatehouse.OPEN));
      try (var client = gatehouse.connect("two.home.arpa")) {
        client.head("GET / HTTP/1.1", "Host: Two.Home.Arpa.:443");
        assertThat(client.readText(client.readHead())).isEqualTo("two");
        client.head("GET / HTTP/1.1", "Host: " + Gatehouse.HOST);
        assertThat(client.readHead().status()).isEqualTo(421);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void speaksBothCurrentVersionsOfTls(String version) throws Exception {
    try (var app = TestApp.saying("hello");
        var gatehouse = Gatehouse.open().serve(app);
        var tls = gatehouse.handshake("127.0.0.1", Gatehouse.HOST, version);
        var client = new RawConnection(tls)) {
      assertThat(tls.getSession().getProtocol()).isEqualTo(version);
      client.head("GET / HTTP/1.1", "Host: " + Gatehouse.HOST);
      assertThat(client.readText(client.readHead())).isEqualTo("hello");
    }
  }

  @Test
  void withdrawsASiteWithItsConnections() throws Exception {
    try (var app = TestApp.saying("hello");
        var gatehouse = Gatehouse.open().serve(app);
        var client = gatehouse.connect()) {
      client.head("GET / HTTP/1.1", "Host: " + Gatehouse.HOST);
      client.readText(client.readHead());
      gatehouse.forwarder.withdraw(Gatehouse.HOST);
      gatehouse.forwarder.withdraw(Gatehouse.HOST);
      assertThat(client.isClosedByPeer()).isTrue();
      assertThat(gatehouse.forwarder.serving(Gatehouse.HOST)).isEmpty();
      assertThatThrownBy(gatehouse::connect).isInstanceOf(SSLException.class);
    }
  }

  @Test
  void sendsPlainHttpThatCameThroughARouterOnToHttps() throws Exception {
    try (var app = TestApp.saying("hello");
        var gatehouse = Gatehouse.open().serve(app);
        var client = gatehouse.connectHttp()) {
      client.head("GET /a?b=c HTTP/1.1", "Host: " + Gatehouse.HOST + ":80");
      var head = client.readHead();
      assertThat(head.status()).isEqualTo(301);
      assertThat(head.header("Location")).contains("https://app.example.com/a?b=c");
      client.head("POST /a HTTP/1.1", "Host: " + Gatehouse.HOST, "Content-Length: 2").send("xy");
      assertThat(client.readHead().status()).isEqualTo(308);
      client.head("GET / HTTP/1.1", "Host: 203.0.113.9");
      assertThat(client.readHead().status()).isEqualTo(404);
      assertThat(client.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void tellsWhoSpeaksPlainHttpToTheHttpsPort() throws Exception {
    try (var app = TestApp.saying("hello");
        var gatehouse = Gatehouse.open().serve(app)) {
      var port = gatehouse.forwarder.httpsPort();
      try (var client = plainTo(port)) {
        client.head("GET /a?b=c HTTP/1.1", "Host: " + Gatehouse.HOST + ":" + port);
        var head = client.readHead();
        assertThat(head.status()).isEqualTo(301);
        assertThat(head.header("Location")).contains("https://app.example.com:" + port + "/a?b=c");
      }
      try (var client = plainTo(port)) {
        client.head("GET / HTTP/1.1", "Host: 127.0.0.1:" + port);
        var head = client.readHead();
        assertThat(head.status()).isEqualTo(400);
        assertThat(head.header("Server")).contains("Gatehouse");
        assertThat(client.readText(head)).contains("https://").doesNotContain(Gatehouse.HOST);
        assertThat(client.isClosedByPeer()).isTrue();
      }
      try (var client = plainTo(port)) {
        client.send("SSH-2.0-OpenSSH_9.2\r\n\r\n");
        assertThat(client.readHead().status()).isEqualTo(400);
      }
      try (var client = plainTo(port)) {
        client.send(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
        assertThat(client.in().readAllBytes()).as("an alert at most").hasSizeLessThan(10);
      }
      assertThat(app.connections()).isZero();
    }
  }

  private static RawConnection plainTo(int port) throws Exception {
    return new RawConnection(new Socket("127.0.0.1", port));
  }

  @Test
  void namesThePortInARedirectWhenItIsNotTheUsualOne() throws Exception {
    try (var app = TestApp.saying("hello");
        var gatehouse = Gatehouse.open().serve(app);
        var client = gatehouse.connectHttp()) {
      var port = gatehouse.forwarder.httpPort();
      client.head("HEAD / HTTP/1.1", "Host: " + Gatehouse.HOST + ":" + port);
      assertThat(client.readHead().header("Location"))
          .contains("https://app.example.com:" + gatehouse.forwarder.httpsPort() + "/");
    }
  }

  @Test
  void answersChallengesForEveryHostWhileTheyLast() throws Exception {
    try (var gatehouse = Gatehouse.open()) {
      gatehouse.forwarder.presentChallenge("token-1", "token-1.thumbprint");
      try (var client = gatehouse.connectHttp()) {
        client.head(
            "GET /.well-known/acme-challenge/token-1 HTTP/1.1", "Host: not-yet.example.com");
        assertThat(client.readText(client.readHead())).isEqualTo("token-1.thumbprint");
        gatehouse.forwarder.removeChallenge("token-1");
        client.head("GET /.well-known/acme-challenge/token-1 HTTP/1.1", "Host: x.example.com");
        assertThat(client.readHead().status()).isEqualTo(404);
      }
    }
  }

  @Test
  void boundsTheConnectionsOfOneAddress() throws Exception {
    var usual = Bounds.DEFAULTS;
    var bounds =
        new Bounds(
            100,
            3,
            usual.headBytes(),
            usual.headerCount(),
            usual.pooledPerLoop(),
            usual.waitingLogins());
    try (var app = TestApp.saying("hello");
        var gatehouse =
            Gatehouse.open(Gatehouse.settings().withBounds(bounds), HostHeaderRule.PUBLIC)
                .serve(app)) {
      var clients = new ArrayList<RawConnection>();
      for (var i = 0; i < 3; i++) {
        clients.add(gatehouse.connect());
      }
      assertThatThrownBy(gatehouse::connect).isInstanceOf(IOException.class);
      for (var client : clients) {
        client.close();
      }
      Eventually.isTrue(
          "there is room again",
          () -> {
            gatehouse.connect().close();
            return true;
          });
    }
  }

  private static boolean hasIpv6Loopback() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(each -> Collections.list(each.getInetAddresses()).stream())
        .anyMatch(each -> each instanceof Inet6Address && each.isLoopbackAddress());
  }
}
