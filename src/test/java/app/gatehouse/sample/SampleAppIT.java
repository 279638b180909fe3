package app.gatehouse.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SampleAppIT {
  private SampleApp app;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws ProblemException {
    app = SampleApp.start(new InetSocketAddress("127.0.0.1", 0));
  }

  @AfterEach
  void stop() {
    app.close();
    client.shutdownNow();
  }

  @Test
  void speaksTheVisitorsLanguage() throws Exception {
    assertThat(get("/", "zh-CN,zh;q=0.9,en;q=0.8").body()).contains("lang=\"zh-CN\"", "示例应用");
    assertThat(get("/", "de, en;q=0.5").body()).contains("lang=\"en\"", "Sample app");
    assertThat(get("/", ";;nonsense").body()).contains("lang=\"en\"", SampleApp.MARKER);
  }

  @Test
  void leavesNoPlaceUnfilledAndLoadsNothingFromElsewhere() throws Exception {
    var page = get("/", "en").body();
    assertThat(page).doesNotContain("${", "<sample.", "http://", "https://www", "src=\"/", "//cdn");
    for (var part : new String[] {"/page.css", "/page.js", "/icon.svg", "/favicon.ico"}) {
      assertThat(get(part, "en").statusCode()).as(part).isEqualTo(200);
    }
    var ids =
        Pattern.compile("by\\(\"([a-z0-9-]+)\"\\)")
            .matcher(get("/page.js", "en").body())
            .results()
            .map(found -> "id=\"" + found.group(1) + "\"")
            .toList();
    assertThat(page).contains(ids);
  }

  @Test
  void countsAndHashesAnUploadOfAnySize() throws Exception {
    var body = new byte[5_000_000];
    for (var i = 0; i < body.length; i++) {
      body[i] = (byte) (i * 31);
    }
    var answer =
        client.send(
            request("/upload").POST(BodyPublishers.ofByteArray(body)).build(),
            BodyHandlers.ofString());
    var hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    assertThat(answer.body()).isEqualTo("{\"bytes\":5000000,\"sha256\":\"" + hash + "\"}");
  }

  @Test
  void tellsProgressAsEventsUntilDone() throws Exception {
    var events = get("/work", "en");
    assertThat(events.headers().firstValue("content-type"))
        .hasValue("text/event-stream; charset=utf-8");
    assertThat(events.body())
        .startsWith("event: progress\ndata: 0\n\n")
        .endsWith("event: done\ndata: 100\n\n");
  }

  @Test
  void sendsWebSocketMessagesBack() throws Exception {
    var received = new CompletableFuture<String>();
    var socket =
        client
            .newWebSocketBuilder()
            .buildAsync(
                URI.create(app.upstream().url().replace("http:", "ws:") + "/echo"),
                new WebSocket.Listener() {
                  @Override
                  public CompletionStage<?> onText(WebSocket s, CharSequence data, boolean last) {
                    received.complete(data.toString());
                    return null;
                  }
                })
            .get(10, TimeUnit.SECONDS);
    socket.sendText("你好", true);
    assertThat(received.get(10, TimeUnit.SECONDS)).isEqualTo("你好");
    socket.abort();
  }

  @Test
  void refusesWhatItDoesNotKnow() throws Exception {
    assertThat(get("/nothing", "en").statusCode()).isEqualTo(404);
    assertThat(get("/upload", "en").statusCode()).isEqualTo(405);
    assertThat(client.send(request("/").DELETE().build(), BodyHandlers.ofString()).statusCode())
        .isEqualTo(405);
  }

  @Test
  void namesTheProblemWhenItsPortIsTaken() {
    assertThatThrownBy(
            () -> SampleApp.start(new InetSocketAddress("127.0.0.1", app.upstream().port())))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.PORT_IN_USE));
  }

  private HttpResponse<String> get(String path, String language)
      throws IOException, InterruptedException {
    return client.send(
        request(path).header("Accept-Language", language).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(app.upstream().url() + path));
  }
}
