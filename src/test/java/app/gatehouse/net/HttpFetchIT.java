package app.gatehouse.net;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.support.Eventually;
import app.gatehouse.support.TestAuthority;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpFetchIT {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(20);

  private final HttpFetch fetch = new HttpFetch();

  @Test
  void takesAnAnswer() throws Exception {
    try (var server =
        LoopbackServer.answering(
            "HTTP/1.1 404 Not Found\r\nX-Made-By: Test\r\nContent-Length: 6\r\n\r\n应用")) {
      var answer = answer(fetch.get(server.uri("/?q=1"), LONG));
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.isSuccess()).isFalse();
      assertThat(answer.header("x-made-by")).contains("Test");
      assertThat(answer.text()).isEqualTo("应用");
      assertThat(answer.truncated()).isFalse();
    }
  }

  @Test
  void postsWhatItIsGiven() throws Exception {
    var seen = new CompletableFuture<String>();
    try (var server =
        new LoopbackServer(
            socket -> {
              var head = LoopbackServer.readHead(socket);
              var body = new String(socket.getInputStream().readNBytes(2));
              seen.complete(head + body);
              socket.getOutputStream().write("HTTP/1.1 204 No\r\n\r\n".getBytes());
            })) {
      var call = HttpCall.post(server.uri("/x"), "application/json", "{}", LONG);
      assertThat(answer(fetch.send(call.header("Accept", "a/b"))).status()).isEqualTo(204);
      assertThat(seen.get(10, TimeUnit.SECONDS))
          .startsWith("POST /x HTTP/1.1\r\n")
          .contains("Content-Type: application/json", "Accept: a/b")
          // Small servers stumble over an offer to speak HTTP/2.
          .doesNotContainIgnoringCase("upgrade")
          .endsWith("{}");
    }
  }

  /** As what listens at a port of this computer and is no web server. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH\r\n\r\n",
        "HTTP/1.1 abc OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"
      })
  void letsGoOfAServerThatDoesNotSpeakHttp(String answer) throws Exception {
    try (var server = LoopbackServer.answering(answer)) {
      assertThat(fetch.get(server.uri("/"), LONG)).isInstanceOf(NetFailure.class);
      Eventually.isTrue("the connection is closed", () -> server.openConnections() == 0);
    }
  }

  @Test
  void finishesOtherCallsWhenOneServerDoesNotSpeakHttp() throws Exception {
    var finish = new CountDownLatch(1);
    try (var slow =
            new LoopbackServer(
                socket -> {
                  LoopbackServer.readHead(socket);
                  finish.await();
                  socket.getOutputStream().write("HTTP/1.1 204 No\r\n\r\n".getBytes());
                });
        var broken = LoopbackServer.answering("SSH-2.0-OpenSSH\r\n\r\n")) {
      var call = new FutureTask<>(() -> fetch.get(slow.uri("/"), LONG));
      Thread.ofVirtual().start(call);
      Eventually.isTrue("it is asked", () -> slow.connections.get() == 1);

      assertThat(fetch.get(broken.uri("/"), LONG)).isInstanceOf(NetFailure.class);
      finish.countDown();

      assertThat(answer(call.get()).status()).isEqualTo(204);
    }
  }

  @Test
  void givesUpOnASilentServer() throws Exception {
    try (var server = LoopbackServer.silent()) {
      assertThat(failure(fetch.get(server.uri("/"), SHORT))).isEqualTo(NetFailure.Kind.TIMEOUT);
      Eventually.isTrue("the connection is closed", () -> server.openConnections() == 0);
    }
  }

  @Test
  void givesUpOnABodyThatNeverEnds() throws Exception {
    try (var server =
        new LoopbackServer(
            socket -> {
              LoopbackServer.readHead(socket);
              var out = socket.getOutputStream();
              out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n".getBytes());
              while (true) {
                out.write('x');
                out.flush();
                // Slowly enough that only a limit for the whole of it helps.
                if (socket.getInputStream().available() > 0) {
                  return;
                }
                TimeUnit.MILLISECONDS.sleep(50);
              }
            })) {
      assertThat(failure(fetch.get(server.uri("/"), Duration.ofSeconds(1))))
          .isEqualTo(NetFailure.Kind.TIMEOUT);
      Eventually.isTrue("the connection is closed", () -> server.openConnections() == 0);
    }
  }

  @Test
  void takesOnlyTheBeginningOfALargeBody() throws Exception {
    try (var server =
        new LoopbackServer(
            socket -> {
              LoopbackServer.readHead(socket);
              var out = socket.getOutputStream();
              out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes());
              while (true) {
                out.write(new byte[8192]);
              }
            })) {
      var answer = answer(fetch.send(HttpCall.get(server.uri("/"), LONG).maxBody(10_000)));
      assertThat(answer.body()).hasSize(10_000);
      assertThat(answer.truncated()).isTrue();
      Eventually.isTrue("the connection is closed", () -> server.openConnections() == 0);
    }
  }

  @Test
  void endsWhenItsThreadIsInterrupted() throws Exception {
    try (var server = LoopbackServer.silent()) {
      var interrupted = new CompletableFuture<Boolean>();
      var thread =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      fetch.get(server.uri("/"), LONG);
                      interrupted.complete(false);
                    } catch (InterruptedException e) {
                      interrupted.complete(true);
                    }
                  });
      Eventually.isTrue("connected", () -> server.connections.get() == 1);
      thread.interrupt();
      assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
      Eventually.isTrue("the connection is closed", () -> server.openConnections() == 0);
    }
  }

  @Test
  void followsRedirectsOnlyWhenAskedTo() throws Exception {
    try (var end = LoopbackServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nend");
        var start = LoopbackServer.answering(redirect(end.uri("/there").toString()));
        var circle = LoopbackServer.answering(redirect("/again"));
        var stranger = LoopbackServer.answering(redirect("file:///etc/passwd"))) {
      assertThat(answer(fetch.get(start.uri("/"), LONG)).status()).isEqualTo(302);
      assertThat(answer(fetch.send(HttpCall.get(start.uri("/"), LONG).redirects(3))).text())
          .isEqualTo("end");
      var around = answer(fetch.send(HttpCall.get(circle.uri("/"), LONG).redirects(3)));
      assertThat(around.status()).isEqualTo(302);
      assertThat(circle.connections).hasValue(4);
      var refused = answer(fetch.send(HttpCall.get(stranger.uri("/"), LONG).redirects(3)));
      assertThat(refused.status()).isEqualTo(302);
    }
  }

  @Test
  void tellsWhyThereIsNoAnswer() throws Exception {
    try (var nobody = LoopbackServer.nobody()) {
      var uri = URI.create("http://127.0.0.1:" + nobody.getLocalPort() + "/");
      assertThat(failure(fetch.get(uri, LONG))).isEqualTo(NetFailure.Kind.REFUSED);
    }
    try (var ssh = LoopbackServer.answering("SSH-2.0-OpenSSH_9.2\r\n\r\n");
        var mute = new LoopbackServer(LoopbackServer::readHead);
        var plain = LoopbackServer.withoutTls()) {
      assertThat(failure(fetch.get(ssh.uri("/"), LONG))).isEqualTo(NetFailure.Kind.NOT_HTTP);
      assertThat(failure(fetch.get(mute.uri("/"), LONG))).isEqualTo(NetFailure.Kind.BROKEN);
      var https = URI.create("https://127.0.0.1:" + plain.address().getPort() + "/");
      assertThat(failure(fetch.get(https, LONG))).isEqualTo(NetFailure.Kind.NOT_TLS);
    }
    assertThat(failure(fetch.get(URI.create("http://name.invalid/"), LONG)))
        .isEqualTo(NetFailure.Kind.NAME_NOT_FOUND);
  }

  @Test
  void trustsOnlyTheRootsItWasGiven() throws Exception {
    var authority = new TestAuthority("Lab root");
    try (var server = tlsServer(authority, "127.0.0.1");
        var trusting = new HttpFetch(List.of(authority.root()))) {
      var uri = URI.create("https://127.0.0.1:" + server.address().getPort() + "/");
      assertThat(answer(trusting.get(uri, LONG)).text()).isEqualTo("safe");
      assertThat(failure(fetch.get(uri, LONG))).isEqualTo(NetFailure.Kind.NOT_TRUSTED);
      var wrongName = URI.create("https://localhost:" + server.address().getPort() + "/");
      assertThat(failure(trusting.get(wrongName, LONG))).isEqualTo(NetFailure.Kind.NOT_TRUSTED);
    }
  }

  @Test
  void neverAsksAProxy() throws Exception {
    var before = ProxySelector.getDefault();
    try (var proxy = LoopbackServer.silent();
        var server = LoopbackServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
      ProxySelector.setDefault(
          new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
              return List.of(new Proxy(Proxy.Type.HTTP, proxy.address()));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, java.io.IOException e) {}
          });
      try (var fresh = new HttpFetch()) {
        assertThat(answer(fresh.get(server.uri("/"), LONG)).status()).isEqualTo(200);
      }
      assertThat(proxy.connections).hasValue(0);
    } finally {
      ProxySelector.setDefault(before);
    }
  }

  @Test
  void portsAreOpenClosedOrSilent() throws Exception {
    try (var server = LoopbackServer.silent();
        var nobody = LoopbackServer.nobody()) {
      assertThat(PortProbe.canConnect(server.address(), LONG)).isTrue();
      var closed = (InetSocketAddress) nobody.getLocalSocketAddress();
      assertThat(PortProbe.canConnect(closed, LONG)).isFalse();
      assertThat(PortProbe.connect(closed, LONG))
          .hasValueSatisfying(f -> assertThat(f.kind()).isEqualTo(NetFailure.Kind.REFUSED));
    }
    var loopback = java.net.InetAddress.ofLiteral("127.0.0.1");
    try (var full = new java.net.ServerSocket(0, 1, loopback)) {
      var address = new InetSocketAddress(loopback, full.getLocalPort());
      var waiting = new java.util.ArrayList<java.net.Socket>();
      try {
        // A full queue lets further connections hang, as a firewall that drops would.
        NetFailure.Kind last = null;
        for (var i = 0; i < 8 && last == null; i++) {
          last = PortProbe.connect(address, SHORT).map(NetFailure::kind).orElse(null);
          var socket = new java.net.Socket();
          waiting.add(socket);
          if (last == null) {
            socket.connect(address, 200);
          }
        }
        assertThat(last).isEqualTo(NetFailure.Kind.TIMEOUT);
      } catch (java.net.SocketTimeoutException e) {
        assertThat(PortProbe.connect(address, SHORT).map(NetFailure::kind))
            .contains(NetFailure.Kind.TIMEOUT);
      } finally {
        for (var socket : waiting) {
          socket.close();
        }
      }
    }
  }

  static LoopbackServer tlsServer(TestAuthority authority, String... names) throws Exception {
    return tlsServer(serverContext(authority.issue(names), authority));
  }

  static LoopbackServer tlsServer(SSLContext context) throws Exception {
    SSLSocketFactory factory = context.getSocketFactory();
    return new LoopbackServer(
        socket -> {
          try (var tls = (javax.net.ssl.SSLSocket) factory.createSocket(socket, null, true)) {
            tls.setUseClientMode(false);
            LoopbackServer.readHead(tls);
            tls.getOutputStream()
                .write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nsafe".getBytes());
          }
        });
  }

  static SSLContext serverContext(TestAuthority.Identity identity, TestAuthority authority)
      throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "server",
        identity.key(),
        new char[0],
        new java.security.cert.Certificate[] {identity.certificate(), authority.root()});
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static String redirect(String to) {
    return "HTTP/1.1 302 Found\r\nLocation: " + to + "\r\nContent-Length: 0\r\n\r\n";
  }

  private static HttpAnswer answer(HttpResult result) {
    assertThat(result).isInstanceOf(HttpAnswer.class);
    return (HttpAnswer) result;
  }

  private static NetFailure.Kind failure(HttpResult result) {
    assertThat(result).isInstanceOf(NetFailure.class);
    return ((NetFailure) result).kind();
  }
}
