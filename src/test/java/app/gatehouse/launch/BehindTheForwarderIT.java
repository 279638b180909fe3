package app.gatehouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.json.Json;
import app.gatehouse.model.plan.Credentials;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.status.OperationState;
import app.gatehouse.net.Trust;
import app.gatehouse.sample.SampleApp;
import app.gatehouse.service.Service;
import app.gatehouse.setup.Draft;
import app.gatehouse.setup.NewKey;
import app.gatehouse.setup.Setup;
import app.gatehouse.setup.SetupDefaults;
import app.gatehouse.state.Home;
import app.gatehouse.state.Settings;
import app.gatehouse.support.BrowserPage;
import app.gatehouse.support.ChildProcess;
import app.gatehouse.support.Chromium;
import app.gatehouse.support.Eventually;
import app.gatehouse.support.FlaskApp;
import app.gatehouse.support.Hfs;
import app.gatehouse.support.Jupyter;
import app.gatehouse.support.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Real apps behind the service as it is wired for people. */
class BehindTheForwarderIT {
  private static final String API = "api.home.arpa";
  private static final String FILES = "files.home.arpa";
  private static final String PASSWORD = "correct horse battery";

  /** What a notebook page does: starts a kernel, talks to it over a WebSocket, ends it. */
  private static final String EXECUTE =
      """
      (async () => {
        const xsrf = document.cookie.match(/_xsrf=([^;]*)/)[1];
        const call = (method, path) =>
            fetch(path, {method, headers: {'X-XSRFToken': xsrf}});
        const kernel = (await (await call('POST', '/api/kernels')).json()).id;
        const result = await new Promise((resolve, reject) => {
          const socket =
              new WebSocket('wss://' + location.host + '/api/kernels/' + kernel + '/channels');
          socket.onerror = () => reject(new Error('the socket failed'));
          socket.onopen = () => socket.send(JSON.stringify({
            header: {msg_id: '1', msg_type: 'execute_request', username: '', session: 's',
                version: '5.3'},
            parent_header: {}, metadata: {}, channel: 'shell',
            content: {code: '6*7', silent: false}}));
          socket.onmessage = event => {
            const message = JSON.parse(event.data);
            if (message.msg_type === 'execute_result') {
              socket.close();
              resolve(message.content.data['text/plain']);
            }
          };
        });
        await call('DELETE', '/api/kernels/' + kernel);
        return result;
      })()
      """;

  @TempDir private Path folder;
  private Service service;
  private Path root;

  @BeforeEach
  void start() throws Exception {
    var settings =
        Settings.defaults()
            .with(
                Map.of(
                    "http.port", "0",
                    "https.port", "0",
                    "listen.address", "127.0.0.1",
                    "router.enabled", "false"));
    service =
        new Wiring(settings).service(Home.open(folder.resolve("home"), InstantSource.system()));
    service.startUp();
    root = folder.resolve("home/certificates/local-ca/private-names/root.pem");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void sampleAppWorksInABrowserBehindTheLogin() throws Exception {
    var face = Files.write(folder.resolve("face.png"), new byte[3_000_000]);
    var hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(face));
    try (var app = SampleApp.start(new InetSocketAddress("127.0.0.1", 0))) {
      var credentials = new Credentials("ada", PASSWORD, null, null);
      publish("sample.home.arpa", app.upstream().port(), GuardKind.LOGIN, credentials);
      try (var browser = Chromium.trusting(Trust.read(root).getFirst());
          var page = browser.open(address("sample.home.arpa"))) {
        signIn(page);
        page.await("document.getElementById('upload') !== null");
        page.await("document.getElementById('connection').textContent !== ''");

        page.chooseFile("#file", face);
        page.click("#upload button");
        page.await("document.getElementById('sha256').textContent !== ''");
        assertThat(page.text()).contains(HexFormat.of().formatHex(hash));

        page.click("#work");
        page.await("document.getElementById('work-progress').value === 100");

        page.await("!document.getElementById('send').disabled");
        page.type("#message", "你好");
        page.click("#send");
        page.await("document.querySelector('#echoes li')?.textContent === '你好'");

        assertThat(page.consoleErrors()).isEmpty();
        assertThat(page.failedRequests()).isEmpty();
      }
    }
  }

  /** As it is when people start it: it answers to local names only and asks for its token. */
  @Test
  void jupyterComputesInABrowserBehindTheLogin() throws Exception {
    try (var jupyter = Jupyter.start()) {
      var credentials = new Credentials("ada", PASSWORD, null, null);
      publish("notes.home.arpa", jupyter.port(), GuardKind.LOGIN, credentials);
      try (var browser = Chromium.trusting(Trust.read(root).getFirst());
          var page = browser.open(address("notes.home.arpa"))) {
        signIn(page);
        page.type("#password_input", Jupyter.TOKEN);
        page.click("#login_submit");
        page.await("location.pathname === '/tree'");
        page.await("document.querySelector('#notebook_list')");

        assertThat(page.evaluate(EXECUTE).asString()).isEqualTo("42");

        assertThat(page.consoleErrors()).isEmpty();
        assertThat(page.failedRequests()).isEmpty();
      }
    }
  }

  @Test
  void speechAndTextApisWantAKeyAndCountTheCalls() throws Exception {
    var key = NewKey.make(new SecureRandom());
    try (var flask = FlaskApp.start();
        var client =
            HttpClient.newBuilder()
                .sslContext(Trust.context(Trust.read(published(flask, key))))
                .build()) {
      var without = send(client, request("/headers"));
      assertThat(without.statusCode()).isEqualTo(401);
      assertThat(json(without).has("error")).isTrue();
      assertThat(send(client, request("/headers").header("X-API-Key", "wrong")).statusCode())
          .isEqualTo(401);

      var recognised = send(client, ocr().header("Authorization", "Bearer " + key));
      assertThat(json(recognised).get("text").asString()).isEqualTo("Text of page.png");
      assertThat(json(recognised).get("bytes").asInt()).isEqualTo(5);

      for (var call = 1; call <= 10; call++) {
        var spoken = send(client, request("/tts?text=hello").header("X-API-Key", key));
        assertThat(spoken.statusCode()).as("call %d", call).isEqualTo(200);
        assertThat(spoken.headers().firstValue("content-type")).hasValue("audio/wav");
      }
      var eleventh = send(client, request("/tts?text=hello").header("X-API-Key", key));
      assertThat(eleventh.statusCode()).isEqualTo(429);
      assertThat(eleventh.headers().firstValue("retry-after").map(Integer::parseInt).orElseThrow())
          .isBetween(1, 60);
      assertThat(send(client, ocr().header("X-API-Key", key)).statusCode())
          .as("another path")
          .isEqualTo(200);
    }
  }

  @Test
  void hfsListsSendsAndTakesFiles() throws Exception {
    var key = NewKey.make(new SecureRandom());
    var big = folder.resolve("big.bin");
    Files.write(big, randomBytes(50 << 20));
    try (var hfs = Hfs.start()) {
      Files.writeString(hfs.shared().resolve("报告.txt"), "0123456789");
      publish(FILES, hfs.port(), GuardKind.LOGIN, new Credentials("ada", PASSWORD, "sync", key));

      assertThat(curl(FILES, "/shared/").status()).as("without a key").isEqualTo(401);
      var list = curl(FILES, "/shared/?get=list", "-H", "X-API-Key: " + key);
      assertThat(list.body()).contains("%E6%8A%A5%E5%91%8A.txt");
      var part =
          curl(
              FILES,
              "/shared/%E6%8A%A5%E5%91%8A.txt",
              "-H",
              "X-API-Key: " + key,
              "-H",
              "Range: bytes=2-4");
      assertThat(part.status()).isEqualTo(206);
      assertThat(part.body()).isEqualTo("234");

      var sent = curl(FILES, "/shared/big.bin", "-H", "X-API-Key: " + key, "-T", big.toString());
      assertThat(sent.status()).isIn(200, 201);
      assertThat(Files.mismatch(big, hfs.shared().resolve("big.bin"))).isEqualTo(-1);

      try (var browser = Chromium.trusting(Trust.read(root).getFirst());
          var page = browser.open(address(FILES))) {
        signIn(page);
        page.awaitText("shared");
        page.navigate(address(FILES).resolve("/shared/"));
        page.awaitText("报告.txt");
        page.awaitText("big.bin");
        // HFS has no icon of its own.
        assertThat(page.consoleErrors()).allMatch(error -> error.contains("/favicon.ico"));
        assertThat(page.failedRequests()).allMatch(request -> request.contains("/favicon.ico"));
      }
    }
  }

  /** What the warning about HFS says, and that its remedy is one. */
  @ParameterizedTest
  @CsvSource({"0, 200", "1, 401"})
  void hfsMakesEveryVisitorItsAdministratorUnlessItKnowsOfTheProxy(int proxies, int status)
      throws Exception {
    try (var hfs = Hfs.start("proxies: " + proxies)) {
      publish(FILES, hfs.port(), GuardKind.OPEN, Credentials.NONE);

      var asked = curl(FILES, "/~/api/get_status", "-d", "{}", "-H", "x-hfs-anti-csrf: 1");

      assertThat(asked.status()).isEqualTo(status);
    }
  }

  private record Download(int status, String body) {}

  private Download curl(String host, String path, String... options) {
    var port = service.info().httpsPort();
    var body = folder.resolve("download");
    var command =
        ChildProcess.of(Servers.require("curl"), "-s", "-m", "60", "--noproxy", "*")
            .with("--cacert", root, "--resolve", host + ":" + port + ":127.0.0.1")
            .with("-o", body, "-w", "%{http_code}", "https://" + host + ":" + port + path)
            .with((Object[]) options);
    try (var running = command.start()) {
      running.awaitExit(Duration.ofSeconds(70));
      return new Download(Integer.parseInt(running.output()), Files.readString(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] randomBytes(int length) {
    var bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private URI address(String host) {
    return URI.create("https://" + host + ":" + service.info().httpsPort() + "/");
  }

  private static void signIn(BrowserPage page) {
    page.type("input[name=user]", "ada");
    page.type("input[name=password]", PASSWORD);
    page.click("button");
  }

  /** What Flask-CORS would do is done by the app; asking beforehand is answered by us. */
  @Test
  void pagesOfOtherOriginsUseAnApiThatAllowsThem() throws Exception {
    var key = NewKey.make(new SecureRandom());
    try (var flask = FlaskApp.start();
        var page = new CountingApp()) {
      publish(API, flask.port(), GuardKind.API_KEY, new Credentials(null, null, "page", key));
      publish(FILES, page.port(), GuardKind.OPEN, Credentials.NONE);
      try (var browser = Chromium.trusting(Trust.read(root).getFirst());
          var visitor = browser.open(address(FILES))) {
        var ocr = address(API).resolve("/ocr");
        assertThat(visitor.evaluate(uploading(ocr, key)).asString())
            .isEqualTo("200 Text of page.png");
        assertThat(visitor.evaluate(uploading(ocr, "wrong")).asString()).startsWith("401 ");
        var tts = address(API).resolve("/tts?text=x");
        assertThat(visitor.evaluate(uploading(tts, key)).asString())
            .as("an answer that the app allows nobody to read")
            .startsWith("TypeError");
      }
    }
  }

  private static String uploading(URI uri, String key) {
    return """
    (async () => {
      const form = new FormData();
      form.append('file', new Blob(['12345']), 'page.png');
      try {
        const answer = await fetch('%s',
            {method: 'POST', body: form, headers: {'X-API-Key': '%s'}});
        return answer.status + ' ' + (await answer.json()).text;
      } catch (e) {
        return e.name;
      }
    })()
    """
        .formatted(uri, key);
  }

  @Test
  void theForwarderIsNoAppToPublish() throws Exception {
    try (var app = SampleApp.start(new InetSocketAddress("127.0.0.1", 0))) {
      publish(FILES, app.upstream().port(), GuardKind.OPEN, Credentials.NONE);

      var apps =
          new GatehouseRun(Files.createDirectory(folder.resolve("other"))).run("apps", "--json");

      assertThat(apps.status()).as(apps.err()).isZero();
      assertThat(apps.json().get("apps").valueStream().map(found -> found.get("url").asString()))
          .contains(app.upstream().url())
          .doesNotContain(
              "http://127.0.0.1:" + service.info().httpPort(),
              "http://127.0.0.1:" + service.info().httpsPort());
    }
  }

  private Path published(FlaskApp flask, String key) throws Exception {
    var credentials = new Credentials(null, null, "team-a", key);
    publish("localhost", flask.port(), GuardKind.API_KEY, credentials);
    return root;
  }

  private void publish(String host, int port, GuardKind guard, Credentials credentials)
      throws Exception {
    var app = service.examineApp(Integer.toString(port));
    var answers =
        Draft.empty()
            .app(app)
            .address(AddressKind.PRIVATE, host)
            .guard(guard)
            .openConsent(true)
            .answers();
    var plan = Setup.plan(answers, credentials, SetupDefaults.of(service));
    var id = service.start(plan, credentials).id();
    var last =
        Eventually.get(
            host + " is published",
            Duration.ofSeconds(60),
            () -> service.operation(id).orElseThrow(),
            operation -> !operation.state().isActive());
    assertThat(last.state()).as(String.valueOf(last.problem())).isEqualTo(OperationState.DONE);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("https://localhost:" + service.info().httpsPort() + path));
  }

  private HttpRequest.Builder ocr() {
    var body =
        """
        --edge\r
        Content-Disposition: form-data; name="file"; filename="page.png"\r
        Content-Type: image/png\r
        \r
        12345\r
        --edge--\r
        """;
    return request("/ocr")
        .header("Content-Type", "multipart/form-data; boundary=edge")
        .POST(BodyPublishers.ofString(body, StandardCharsets.US_ASCII));
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(
        request.timeout(Duration.ofSeconds(60)).build(),
        BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return Json.PLAIN.read(response.body(), JsonNode.class);
  }
}
