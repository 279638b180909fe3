package app.gatehouse.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.gatehouse.net.HttpFetch;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Posts to a server that takes them as ntfy's documentation says. */
class WebhookIT {
  private final Map<String, String> got = new ConcurrentHashMap<>();
  private volatile int status = 200;
  private HttpServer server;
  private HttpFetch http;
  private Webhook webhook;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/topic",
        exchange -> {
          var headers = new HashMap<String, List<String>>(exchange.getRequestHeaders());
          headers.forEach((name, values) -> got.put(name, values.getFirst()));
          got.put(
              "body", new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          got.put("method", exchange.getRequestMethod());
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    http = new HttpFetch(List.of());
    webhook = new Webhook(http);
  }

  @AfterEach
  void stop() {
    http.close();
    server.stop(0);
  }

  @Test
  void postsTextAndSubject() throws Exception {
    webhook.post(address(), new AlertMessage("语音 broken", "第一行\nline two\n", true));

    assertThat(got)
        .containsEntry("method", "POST")
        .containsEntry("body", "第一行\nline two\n")
        .containsEntry("Title", "=?UTF-8?B?6K+t6Z+zIGJyb2tlbg==?=")
        .containsEntry("Priority", "high");
  }

  @Test
  void saysThatItWasRefusedAndRepeatsNoSecretAddress() {
    status = 403;

    var problem = refusal(address());

    assertThat(problem.facts()).containsEntry(Problem.VARIANT, "refused");
    assertThat(problem.detail()).isEqualTo("HTTP 403");
    assertThat(problem.toString()).doesNotContain("topic");
  }

  @Test
  void saysThatNobodyAnswers() {
    server.stop(0);

    assertThat(refusal(address()).facts()).containsEntry(Problem.VARIANT, "unreachable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://a/b", "https:///x", "mailto:a@b.example", "https://u:s@a/b", "x"})
  void refusesWhatCannotBePostedTo(String address) {
    var thrown =
        catchThrowableOfType(ProblemException.class, () -> Webhook.check(URI.create(address)));
    assertThat(thrown.problem().facts())
        .containsEntry(Problem.VARIANT, "webhook")
        .containsEntry("address", "");
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/topic");
  }

  private Problem refusal(URI address) {
    var thrown =
        catchThrowableOfType(
            ProblemException.class, () -> webhook.post(address, new AlertMessage("a", "b", false)));
    assertThat(thrown).isNotNull();
    return thrown.problem();
  }
}
