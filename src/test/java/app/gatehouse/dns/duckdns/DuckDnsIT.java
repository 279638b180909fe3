package app.gatehouse.dns.duckdns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.NameLogin;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Speaks to a server that answers as DuckDNS's specification says. */
class DuckDnsIT {
  private static final Map<IpFamily, InetAddress> BOTH =
      Map.of(
          IpFamily.IPV4, InetAddress.ofLiteral("203.0.113.7"),
          IpFamily.IPV6, InetAddress.ofLiteral("2001:db8::7"));

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile String answer = "OK\n203.0.113.7\n2001:db8::7\nUPDATED";
  private HttpServer server;
  private HttpFetch http;
  private DuckDns duck;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          var bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    http = new HttpFetch(List.of());
    duck = new DuckDns(http, URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    http.close();
    server.stop(0);
  }

  @Test
  void sendsNameTokenAndBothAddresses() throws Exception {
    duck.update("my-app.duckdns.org", NameLogin.token("a b&c"), BOTH);

    assertThat(asked)
        .containsExactly(
            "/update?verbose=true&domains=my-app&token=a+b%26c&ip=203.0.113.7"
                + "&ipv6=2001%3Adb8%3A%3A7");
  }

  @Test
  void aNameBelowAnotherBelongsToThatOne() throws Exception {
    duck.update("voice.my-app.duckdns.org", NameLogin.token("t"), Map.of());

    assertThat(asked).containsExactly("/update?verbose=true&domains=my-app&token=t&ip=");
  }

  @ParameterizedTest
  @CsvSource({
    "200, KO, DDNS_LOGIN_REFUSED",
    "200, <html>, PROVIDER_UNREACHABLE",
    "200, '', PROVIDER_UNREACHABLE",
    "200, OKAY, PROVIDER_UNREACHABLE",
    "503, OK, PROVIDER_UNREACHABLE",
  })
  void believesOnlyWhatIsDocumented(int code, String said, ProblemCode expected) {
    status = code;
    answer = said;

    assertThat(refusal().problem().code()).isEqualTo(expected);
  }

  @Test
  void saysThatNobodyAnswersAndRepeatsNoToken() {
    server.stop(0);

    var refusal = refusal();

    assertThat(refusal.problem().code()).isEqualTo(ProblemCode.PROVIDER_UNREACHABLE);
    assertThat(refusal.problem().toString()).doesNotContain("s3cret");
  }

  private ProblemException refusal() {
    var thrown =
        catchThrowableOfType(
            ProblemException.class,
            () -> duck.update("a.duckdns.org", NameLogin.token("s3cret"), BOTH));
    assertThat(thrown).isNotNull();
    return thrown;
  }
}
