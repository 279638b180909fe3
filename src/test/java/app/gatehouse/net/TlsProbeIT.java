package app.gatehouse.net;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.support.Eventually;
import app.gatehouse.support.TestAuthority;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TlsProbeIT {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String HOST = "app.example.net";

  private final TestAuthority authority = new TestAuthority("Lab root");

  @Test
  void showsWhatIsServedEvenWhenNobodyWouldTrustIt() throws Exception {
    try (var server = HttpFetchIT.tlsServer(authority, "other.example")) {
      var served = served(TlsProbe.fetch(server.address(), HOST, "/", LONG));
      assertThat(served.chain()).hasSize(2);
      assertThat(served.leaf().getSubjectX500Principal().getName()).isEqualTo("CN=other.example");
      assertThat(served.answer().status()).isEqualTo(200);
      assertThat(served.answer().text()).isEqualTo("safe");
    }
  }

  @Test
  void asksAsAVisitorOfThatNameWould() throws Exception {
    var context = HttpFetchIT.serverContext(authority.issue(HOST), authority);
    var seen = new CompletableFuture<String>();
    try (var server =
        new LoopbackServer(
            socket -> {
              var tls = (SSLSocket) context.getSocketFactory().createSocket(socket, null, true);
              tls.setUseClientMode(false);
              var head = LoopbackServer.readHead(tls);
              var names = ((ExtendedSSLSession) tls.getSession()).getRequestedServerNames();
              seen.complete(names + "\n" + head);
              tls.getOutputStream().write("HTTP/1.1 204 No\r\n\r\n".getBytes());
            })) {
      var served = served(TlsProbe.fetch(server.address(), HOST, "/a?b", LONG));
      assertThat(served.answer().status()).isEqualTo(204);
      assertThat(seen.get(10, TimeUnit.SECONDS))
          .contains("value=" + HOST)
          .contains("GET /a?b HTTP/1.1\r\nHost: " + HOST + ":" + server.address().getPort());
    }
  }

  @Test
  void givesUpOnASilentServer() throws Exception {
    try (var server = LoopbackServer.silent()) {
      var result = TlsProbe.fetch(server.address(), HOST, "/", Duration.ofMillis(300));
      assertThat(failure(result)).isEqualTo(NetFailure.Kind.TIMEOUT);
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
                      TlsProbe.fetch(server.address(), HOST, "/", LONG);
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
  void tellsPlainHttpFromTls() throws Exception {
    try (var server = LoopbackServer.withoutTls()) {
      assertThat(failure(TlsProbe.fetch(server.address(), HOST, "/", LONG)))
          .isEqualTo(NetFailure.Kind.NOT_TLS);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 200 OK\\n\\nall until the end|all until the end",
        "HTTP/1.1 200 OK\\nTransfer-Encoding: chunked\\n\\n3;x=y\\nabc\\n2\\nde\\n0\\n\\n|abcde",
        "HTTP/1.1 100 Continue\\n\\nHTTP/1.1 200 OK\\nContent-Length: 2\\n\\nokay|ok",
        "HTTP/1.0 200 OK\\nContent-Length: 0\\n\\nmore|''",
        "HTTP/1.1 304 Not Modified\\nContent-Length: 5\\n\\n|''",
      })
  void readsEveryKindOfBody(String answer, String body) throws Exception {
    assertThat(served(fetch(answer)).answer().text()).isEqualTo(body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "220 mail.example ESMTP\\n\\n",
        "HTTP/2 200\\n\\n",
        "HTTP/1.1 20 OK\\n\\n",
        "HTTP/1.1 200 OK\\nno colon\\n\\n",
        "HTTP/1.1 200 OK\\nContent-Length: -1\\n\\n",
        "HTTP/1.1 200 OK\\nContent-Length: many\\n\\n",
        "HTTP/1.1 200 OK\\nTransfer-Encoding: gzip, chunked\\n\\n",
        "HTTP/1.1 200 OK\\nTransfer-Encoding: chunked\\n\\nxyz\\n",
      })
  void refusesWhatIsNotHttp(String answer) throws Exception {
    assertThat(failure(fetch(answer))).isEqualTo(NetFailure.Kind.NOT_HTTP);
  }

  @Test
  void boundsWhatItReads() throws Exception {
    var body = "x".repeat(70_000);
    var large = served(fetch("HTTP/1.1 200 OK\\nContent-Length: 70000\\n\\n" + body)).answer();
    assertThat(large.body()).hasSize(64 << 10);
    assertThat(large.truncated()).isTrue();
    assertThat(failure(fetch("HTTP/1.1 200 OK\\nX: " + "y".repeat(9000) + "\\n\\n")))
        .isEqualTo(NetFailure.Kind.NOT_HTTP);
    assertThat(failure(fetch("HTTP/1.1 200 OK\\n" + "a: b\\n".repeat(300) + "\\n")))
        .isEqualTo(NetFailure.Kind.NOT_HTTP);
    assertThat(failure(fetch("HTTP/1.1 200 OK\\nContent-Length: 10\\n\\nshort")))
        .isEqualTo(NetFailure.Kind.BROKEN);
  }

  @Test
  void judgesAsABrowserWould() {
    var leaf = authority.issue(HOST, "*.apps.example", "203.0.113.7", "2001:db8::7");
    var chain = List.of(leaf.certificate(), authority.root());
    var roots = List.of(authority.root());
    var now = Instant.now();
    for (var good : List.of(HOST, "APP.example.net", "x.apps.example", "203.0.113.7")) {
      assertThat(verify(chain, good, roots, now)).isEmpty();
    }
    assertThat(verify(chain, "2001:DB8:0::7", roots, now)).isEmpty();
    assertThat(verify(List.of(leaf.certificate()), HOST, roots, now)).isEmpty();
    for (var bad : List.of("example.net", "a.b.apps.example", "apps.example", "203.0.113.8")) {
      var problem = verify(chain, bad, roots, now).orElseThrow();
      assertThat(problem.code()).isEqualTo(ProblemCode.SERVED_CERTIFICATE_MISMATCH);
      assertThat(problem.facts()).containsEntry("name", bad);
      assertThat(problem.facts().get("found")).contains(HOST);
    }
    assertThat(code(verify(chain, HOST, List.of(), now)))
        .isEqualTo(ProblemCode.CERTIFICATE_NOT_TRUSTED_HERE);
    assertThat(code(verify(chain, HOST, List.of(new TestAuthority("Lab root").root()), now)))
        .isEqualTo(ProblemCode.CERTIFICATE_NOT_TRUSTED_HERE);
    assertThat(code(verify(chain, HOST, roots, now.plus(Duration.ofDays(31)))))
        .isEqualTo(ProblemCode.CERTIFICATE_EXPIRED);
    assertThat(code(verify(chain, HOST, roots, now.minus(Duration.ofDays(2)))))
        .as("a new certificate would not help")
        .isEqualTo(ProblemCode.CLOCK_WRONG);
    assertThat(code(verify(List.of(), HOST, roots, now)))
        .isEqualTo(ProblemCode.SERVED_CERTIFICATE_MISMATCH);
  }

  @Test
  void aCertificateSignedByAnEndEntityIsNotTrusted() {
    var between = authority.issue("between.example");
    var forged = new TestAuthority("between.example").issue(HOST);
    var chain = List.of(forged.certificate(), between.certificate(), authority.root());
    assertThat(code(verify(chain, HOST, List.of(authority.root()), Instant.now())))
        .isEqualTo(ProblemCode.CERTIFICATE_NOT_TRUSTED_HERE);
  }

  /** What a TLS server that says exactly this is found to serve; {@code \n} stands for CRLF. */
  private TlsResult fetch(String answer) throws Exception {
    var context = HttpFetchIT.serverContext(authority.issue(HOST), authority);
    var bytes = answer.replace("\\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    try (var server =
        new LoopbackServer(
            socket -> {
              try (var tls =
                  (SSLSocket) context.getSocketFactory().createSocket(socket, null, true)) {
                tls.setUseClientMode(false);
                LoopbackServer.readHead(tls);
                tls.getOutputStream().write(bytes);
              }
            })) {
      return TlsProbe.fetch(server.address(), HOST, "/", LONG);
    }
  }

  private static Optional<Problem> verify(
      List<X509Certificate> chain, String host, Collection<X509Certificate> roots, Instant now) {
    return TlsProbe.verify(chain, host, roots, InstantSource.fixed(now));
  }

  private static ProblemCode code(Optional<Problem> problem) {
    return problem.orElseThrow().code();
  }

  private static TlsServed served(TlsResult result) {
    assertThat(result).isInstanceOf(TlsServed.class);
    return (TlsServed) result;
  }

  private static NetFailure.Kind failure(TlsResult result) {
    assertThat(result).isInstanceOf(NetFailure.class);
    return ((NetFailure) result).kind();
  }
}
