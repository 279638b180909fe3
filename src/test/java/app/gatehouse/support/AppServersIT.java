package app.gatehouse.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AppServersIT {
  // Version 1.1: HFS takes the offer to change to HTTP/2 for a WebSocket and answers 404 from then
  // on.
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  @Test
  void flaskReadsAnUploadAndSpeaks() throws Exception {
    try (var app = FlaskApp.start()) {
      var upload =
          "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"id.png\"\r\n"
              + "Content-Type: image/png\r\n\r\npixels\r\n--b--\r\n";
      var ocr =
          send(
              HttpRequest.newBuilder(app.uri().resolve("/ocr"))
                  .header("Content-Type", "multipart/form-data; boundary=b")
                  .POST(BodyPublishers.ofString(upload)));
      assertThat(ocr.body()).contains("Text of id.png").contains("\"bytes\":6");

      var speech = send(HttpRequest.newBuilder(app.uri().resolve("/tts?text=hello")));
      assertThat(speech.headers().firstValue("content-type")).hasValue("audio/wav");
      assertThat(speech.headers().firstValue("server").orElse("")).startsWith("Werkzeug/");
      assertThat(speech.body()).startsWith("RIFF");
    }
  }

  @Test
  void hfsListsAndDownloads() throws Exception {
    try (var hfs = Hfs.start()) {
      Files.writeString(hfs.shared().resolve("hello.txt"), "hello from a file");

      var page = send(HttpRequest.newBuilder(hfs.uri().resolve("/")));
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).containsIgnoringCase("hfs");
      var file = send(HttpRequest.newBuilder(hfs.uri().resolve("/shared/hello.txt")));
      assertThat(file.body()).isEqualTo("hello from a file");
    }
  }

  @Test
  void jupyterComputesOverAWebSocket() throws Exception {
    try (var jupyter = Jupyter.start()) {
      var created =
          send(
              HttpRequest.newBuilder(jupyter.uri().resolve("/api/kernels"))
                  .header("Authorization", "token " + Jupyter.TOKEN)
                  .POST(BodyPublishers.ofString("{}")));
      assertThat(created.statusCode()).isEqualTo(201);
      var kernel = JsonMapper.shared().readTree(created.body()).get("id").asString();

      var answer = new KernelAnswer();
      var socket =
          client
              .newWebSocketBuilder()
              .header("Authorization", "token " + Jupyter.TOKEN)
              .buildAsync(
                  URI.create(
                      "ws://127.0.0.1:" + jupyter.port() + "/api/kernels/" + kernel + "/channels"),
                  answer)
              .get(20, TimeUnit.SECONDS);
      socket.sendText(
          """
          {"header":{"msg_id":"1","msg_type":"execute_request","username":"","session":"s",
          "version":"5.3"},"parent_header":{},"metadata":{},"channel":"shell",
          "content":{"code":"print(6*7)","silent":false}}
          """,
          true);
      assertThat(answer.stream.get(60, TimeUnit.SECONDS)).contains("42");
      socket.abort();
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
  }

  /** Completes with the message that carries what the code printed. */
  private static final class KernelAnswer implements WebSocket.Listener {
    private final CompletableFuture<String> stream = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        if (text.indexOf("\"stream\"") >= 0) {
          stream.complete(text.toString());
        }
        text.setLength(0);
      }
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }
}
