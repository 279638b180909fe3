package app.gatehouse.forward;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.forward.guard.Guard;
import app.gatehouse.forward.guard.GuardDecision.Pass;
import app.gatehouse.forward.guard.LoginDesk;
import app.gatehouse.forward.guard.RateLimits;
import app.gatehouse.forward.guard.Sessions;
import app.gatehouse.model.site.Limits;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.support.Seeds;
import app.gatehouse.support.TestAuthority;
import app.gatehouse.text.Texts;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes an app answers: the client gets one well-formed answer, the app's whole one or our
 * page, or the connection breaks off; never half an answer that looks whole, and no header that is
 * not for clients. The whole way but TLS.
 */
class AppAnswerFuzz {
  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
  private static final String HOST = "app.example.com";

  /** A final answer by the letter of RFC 9112 whose length is given. */
  private static final Pattern WITH_LENGTH =
      Pattern.compile(
          "HTTP/1\\.1 (2(?!04)\\d\\d|[3-5](?!04)\\d\\d) [ -~]*\r\n"
              + "((?:(?!(?i:content-length|transfer-encoding|connection)[ :])[A-Za-z-]+:"
              + " ?[!-~]*\r\n)*)"
              + "Content-Length: ([0-9]{1,5})\r\n\r\n");

  private static ServerSocket app;
  private static volatile byte[] answer = {};
  private static EventLoopGroup loops;
  private static Channel front;

  @BeforeAll
  static void open() throws Exception {
    app = new ServerSocket(0, 50, HERE);
    Thread.ofPlatform().daemon().start(AppAnswerFuzz::serve);
    var transport = Transport.best();
    loops = transport.loops();
    var settings = Gatehouse.settings();
    InstantSource clock = InstantSource.system();
    var sessions = new Sessions(new byte[32], Duration.ofDays(1), clock, new SecureRandom());
    var parts =
        new ForwardParts(
            new UpstreamPools(loops, transport, settings),
            new HeaderRules(HostHeaderRule.LOCALHOST, Duration.ofDays(1)),
            new Pages(Texts::of),
            new LoginDesk(sessions, 1, clock),
            new RequestCheck(100),
            settings.timeouts());
    var site = Gatehouse.site(new Upstream("127.0.0.1", app.getLocalPort()), Gatehouse.OPEN);
    var identity = new TestAuthority("Test").issue(HOST);
    var tls = SslContextBuilder.forServer(identity.key(), identity.certificate()).build();
    var guard = new Guard(site, sessions, new RateLimits(Limits.PAGES, clock));
    var published = new PublishedSite(site, guard, tls, identity.certificate());
    front = listen(transport, parts, published);
  }

  private static Channel listen(Transport transport, ForwardParts parts, PublishedSite published) {
    Gate gate = (request, host) -> new Route.ToApp(published, new Pass(false, false));
    return new ServerBootstrap()
        .group(loops)
        .channel(transport.server())
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                var decoder = new RequestDecoder(Gatehouse.settings().bounds());
                var encoder = new ResponseEncoder();
                var client = new ClientConnection(decoder, encoder, gate, HOST, parts);
                channel.pipeline().addLast(decoder, encoder, client);
              }
            })
        .bind(HERE, 0)
        .syncUninterruptibly()
        .channel();
  }

  @AfterAll
  static void close() throws IOException {
    app.close();
    loops.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).syncUninterruptibly();
  }

  private static void serve() {
    var head = new byte[8192];
    while (!app.isClosed()) {
      try (var socket = app.accept()) {
        var heard = 0;
        while (!new String(head, 0, heard, StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
          heard += socket.getInputStream().read(head, heard, head.length - heard);
        }
        socket.getOutputStream().write(answer);
        socket.shutdownOutput();
      } catch (IOException | IndexOutOfBoundsException e) {
        // The next one.
      }
    }
  }

  static Stream<byte[]> seeds() {
    var ok = "HTTP/1.1 200 OK\r\n";
    return Seeds.latin(
        ok + "Content-Length: 5\r\n\r\nhello",
        ok + "Content-Length: 5\r\n\r\nhel",
        ok + "Content-Length: 5\r\n\r\nhelloHTTP/1.1 200 OK\r\n\r\n",
        ok + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        ok + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX-T: 1\r\n\r\n",
        ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        ok + "Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
        ok + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        ok + "\r\nto the end",
        "HTTP/1.0 200\nContent-Type: text/plain\n\nhome-made",
        "HTTP/1.1 100 Continue\r\n\r\n" + ok + "Content-Length: 0\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + ok + "Content-Length: 2\r\n\r\nhi",
        "HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\n\r\nxx",
        "HTTP/1.1 204 No\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 304 No\r\nContent-Length: 5\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: http://localhost:80/x\r\nContent-Length: 0\r\n\r\n",
        ok + "Set-Cookie: __Host-gatehouse=x\r\nAlt-Svc: h3\r\nContent-Length: 1\r\n\r\nx",
        ok + "Connection: X-A, Content-Length\r\nX-A: 1\r\nContent-Length: 1\r\n\r\nx",
        ok + "X-A: a\r\n b\r\nX B: c\r\nContent-Length: 1\r\n\r\nx",
        ok + "X-A: a\0b\rc\r\nContent-Length: 1\r\n\r\nx",
        ok + "Content-Length: -1\r\n\r\nx",
        ok + "Content-Length: 99999999999999999999\r\n\r\nx",
        "HTTP/1.1 200 O\rK\r\n\r\n",
        "HTTP/1.1 200 O\f\0K\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 1000 ?\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 099 ?\r\n\r\n",
        "HTTP/9.9 200 OK\r\n\r\n",
        "ICY 200 OK\r\n\r\n",
        "\r\n\r\n",
        "");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void kept(byte[] bytes) throws IOException {
    for (var i = 0; i < 3; i++) {
      check(bytes, i);
    }
  }

  @DictionaryEntries({
    "HTTP/1.1 200 OK\\x0D\\x0A",
    "HTTP/1.1 100 Continue\\x0D\\x0A\\x0D\\x0A",
    "HTTP/1.1 204 No\\x0D\\x0A",
    "Content-Length: 5\\x0D\\x0A",
    "Transfer-Encoding: chunked\\x0D\\x0A",
    "5\\x0D\\x0Ahello\\x0D\\x0A",
    "0\\x0D\\x0A\\x0D\\x0A",
    "Connection: ",
    "Set-Cookie: __Host-gatehouse=x\\x0D\\x0A",
    "Location: http://localhost"
  })
  @MethodSource("seeds")
  @FuzzTest
  void isPassedOnWholeOrNotAtAll(byte[] bytes) throws IOException {
    check(bytes, bytes.length % 3);
  }

  private static void check(byte[] bytes, int kind) throws IOException {
    answer = bytes;
    var received = ask(kind == 1 ? "HEAD" : "GET", kind == 2 ? "HTTP/1.0" : "HTTP/1.1");
    if (received == null) {
      return; // Broken off.
    }
    var seen = ClientReading.of(received, kind == 1);
    checkHeaders(seen.headers());
    var text = new String(bytes, StandardCharsets.ISO_8859_1);
    var strict = WITH_LENGTH.matcher(text);
    if (kind != 1 && strict.lookingAt() && seen.status() != 502) {
      var length = Integer.parseInt(strict.group(3));
      assertThat(seen.status()).hasToString(strict.group(1));
      if (kind == 0) {
        assertThat(strict.end() + length).as("came whole").isLessThanOrEqualTo(text.length());
        assertThat(seen.body()).isEqualTo(text.substring(strict.end(), strict.end() + length));
      }
    }
  }

  private static void checkHeaders(List<String> headers) {
    for (var header : headers) {
      assertThat(header).matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\t -~\\x80-\\xFF]*");
      var name = header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT);
      assertThat(name)
          .isNotIn("keep-alive", "upgrade", "alt-svc", "trailer", "proxy-authenticate", "te");
      assertThat(header.replaceAll("[ \t]", ""))
          .doesNotStartWithIgnoringCase("set-cookie:__host-gatehouse=");
    }
  }

  /** All that is received until the end; null when the connection was broken off. */
  private static byte[] ask(String method, String version) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(front.localAddress() instanceof InetSocketAddress at ? at : null);
      socket.setSoTimeout(20_000);
      var request =
          method + " / " + version + "\r\nHost: " + HOST + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      try {
        var all = socket.getInputStream().readAllBytes();
        return ClientReading.isWhole(all, method.equals("HEAD")) ? all : null;
      } catch (java.net.SocketException e) {
        return null;
      }
    }
  }
}
