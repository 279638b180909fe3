package app.gatehouse.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.gatehouse.model.site.AppKind;
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppFinderTest {
  private static final String GRADIO_PAGE =
      "<!doctype html><html><head><title>Gradio</title><script>window.gradio_config = {}</script>";

  private final HttpFetch http = new HttpFetch();
  private final SmallApp app = new SmallApp();

  @AfterEach
  void close() {
    app.close();
    http.close();
  }

  @Test
  void recognisesGradioByItsConfiguration() throws ProblemException {
    app.page("/", GRADIO_PAGE)
        .json(
            "/config", "{\"version\":\"5.9\",\"api_prefix\":\"/gradio_api\",\"protocol\":\"sse\"}");

    var found = only(finder(app.socket("python3")).find());

    assertThat(found.preset()).isEqualTo("gradio");
    assertThat(found.name()).isEqualTo("Gradio");
    assertThat(found.kind()).isEqualTo(AppKind.PAGES);
    assertThat(found.process()).isEqualTo("python3");
    assertThat(found.url()).isEqualTo(new Upstream("127.0.0.1", app.port()));
    assertThat(codes(found)).containsExactly(ProblemCode.APP_HAS_NO_LOGIN);
  }

  @Test
  void recognisesGradioBehindItsOwnLogin() throws ProblemException {
    app.page("/", GRADIO_PAGE).says("/config", 401, Map.of(), "{\"detail\":\"Not authenticated\"}");

    var found = only(finder(app.socket("python3")).find());

    assertThat(found.preset()).isEqualTo("gradio");
    assertThat(codes(found)).isEmpty();
  }

  @Test
  void doesNotTakeAPageAboutGradioForGradio() throws ProblemException {
    app.page("/", "<title>Why I like gradio</title>");

    var found = only(finder(app.socket("nginx")).find());

    assertThat(found.preset()).isEqualTo(LocalApp.GENERIC);
    assertThat(found.name()).isEqualTo("Why I like gradio");
  }

  @Test
  void recognisesOllamaByItsFirstPage() throws ProblemException {
    app.says("/", 200, Map.of("Content-Type", "text/plain"), "Ollama is running");

    var found = only(finder(app.socket("ollama")).find());

    assertThat(found.preset()).isEqualTo("ollama");
    assertThat(found.kind()).isEqualTo(AppKind.API);
    assertThat(codes(found)).containsExactly(ProblemCode.APP_HAS_NO_LOGIN);
    assertThat(app.asked()).containsExactly("/");
  }

  @Test
  void namesAnUnknownAppByTheTitleOfItsPage() throws ProblemException {
    app.says("/", 302, Map.of("Location", "/start"), "")
        .page("/start", "<title>\n My &amp; <b>Notes</title>");

    var found = only(finder(app.socket("node")).find());

    assertThat(found.name()).isEqualTo("My &");
    assertThat(found.kind()).isEqualTo(AppKind.PAGES);
    assertThat(app.asked()).hasSize(2);
  }

  @Test
  void namesAnAppWithoutAPageByItsProgram() throws ProblemException {
    var found = only(finder(app.socket("uvicorn")).find());

    assertThat(found.name()).isEqualTo("uvicorn");
    assertThat(found.kind()).isEqualTo(AppKind.API);
  }

  @Test
  void followsNoRedirectToAnotherPlace() throws ProblemException {
    try (var other = new SmallApp()) {
      app.says("/", 302, Map.of("Location", "http://127.0.0.1:" + other.port() + "/"), "");

      only(finder(app.socket("node")).find());

      assertThat(other.asked()).isEmpty();
    }
  }

  @Test
  void warnsOfAnAppThatTheWholeNetworkCanOpen() throws ProblemException {
    app.page("/", "<title>Open</title>");
    var socket = new ListeningSocket("0.0.0.0", app.port(), null, null);

    var found = only(finder(socket).find());

    assertThat(found.bind()).isEqualTo("0.0.0.0");
    assertThat(found.warnings())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.APP_OPEN_TO_NETWORK);
    assertThat(found.warnings().getFirst().facts()).containsEntry("bind", "0.0.0.0");
  }

  @Test
  void leavesOutWhatIsSilentOrNotAWebServer() throws Exception {
    try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        var rude = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> greet(rude));

      assertThat(
              finder(
                      new ListeningSocket("127.0.0.1", silent.getLocalPort(), null, null),
                      new ListeningSocket("127.0.0.1", rude.getLocalPort(), null, null))
                  .find())
          .isEmpty();
    }
  }

  @Test
  void neverAsksItself() throws ProblemException {
    app.page("/", "<title>Gatehouse</title>");

    assertThat(finder(Set.of(app.port()), app.socket("java")).find()).isEmpty();
    assertThat(app.asked()).isEmpty();
    assertThat(failure(finder(Set.of(app.port())), "localhost:" + app.port()))
        .isEqualTo(ProblemCode.UPSTREAM_IS_OURSELVES);
  }

  @Test
  void recognisesAnotherGatehouse() throws ProblemException {
    app.says("/", 404, Map.of("Server", "Gatehouse"), "");

    assertThat(finder(app.socket("java")).find()).isEmpty();
    assertThat(failure(finder(), String.valueOf(app.port())))
        .isEqualTo(ProblemCode.UPSTREAM_IS_OURSELVES);
  }

  @Test
  void triesTheUsualPortsWhereThereIsNoSocketTable() throws ProblemException {
    var finder = new AppFinder(Optional::empty, Presets.load(), http, Set::of);

    assertThat(finder.find()).allSatisfy(found -> assertThat(found.process()).isNull());
  }

  @Test
  void examinesATypedAddress() throws ProblemException {
    app.page("/", "<title>Typed</title>");

    var found = finder(app.socket("node")).examine(" http://localhost:" + app.port() + "/ ");

    assertThat(found.name()).isEqualTo("Typed");
    assertThat(found.process()).isEqualTo("node");
    assertThat(found.url().host()).isEqualTo("localhost");
  }

  @Test
  void saysThatNobodyListens() throws IOException {
    int free;
    try (var socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }

    var thrown =
        catchThrowableOfType(ProblemException.class, () -> finder().examine("127.0.0.1:" + free));

    assertThat(thrown.problem().code()).isEqualTo(ProblemCode.APP_NOT_RUNNING);
    assertThat(thrown.problem().facts()).containsEntry("address", "http://127.0.0.1:" + free);
  }

  @Test
  void refusesWhatIsNoAddressOfALocalApp() {
    assertThat(failure(finder(), "https://127.0.0.1:7860"))
        .isEqualTo(ProblemCode.ADDRESS_NOT_VALID);
    assertThat(failure(finder(), "not an address")).isEqualTo(ProblemCode.ADDRESS_NOT_VALID);
  }

  @Test
  void refusesAPortThatSpeaksTls() throws ProblemException {
    app.says("/", 400, Map.of(), "The plain HTTP request was sent to HTTPS port");

    var thrown =
        catchThrowableOfType(
            ProblemException.class, () -> finder().examine(String.valueOf(app.port())));

    assertThat(thrown.problem().facts()).containsEntry(Problem.VARIANT, "https");
    assertThat(finder(app.socket("nginx")).find()).isEmpty();
  }

  @Test
  void takesAnAppThatIsTooBusyToAnswer() throws Exception {
    try (var busy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var found = finder().examine("127.0.0.1:" + busy.getLocalPort());

      assertThat(found.preset()).isEqualTo(LocalApp.GENERIC);
      assertThat(found.name()).isEqualTo("127.0.0.1:" + busy.getLocalPort());
    }
  }

  @Test
  void givesUpWhenInterrupted() {
    Thread.currentThread().interrupt();

    assertThat(failure(finder(), String.valueOf(app.port()))).isEqualTo(ProblemCode.CANCELLED);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void knowsWhichAppsAnswerToLocalNamesOnly() {
    var presets = Presets.load();

    assertThat(presets.hostHeader("ollama")).isEqualTo(HostHeader.LOCALHOST);
    assertThat(presets.hostHeader("gradio")).isEqualTo(HostHeader.PUBLIC);
    assertThat(presets.hostHeader("never heard of")).isEqualTo(HostHeader.PUBLIC);
  }

  private AppFinder finder(ListeningSocket... sockets) {
    return finder(Set.of(), sockets);
  }

  private AppFinder finder(Set<Integer> own, ListeningSocket... sockets) {
    return new AppFinder(() -> Optional.of(List.of(sockets)), Presets.load(), http, () -> own);
  }

  private static ProblemCode failure(AppFinder finder, String typed) {
    return catchThrowableOfType(ProblemException.class, () -> finder.examine(typed))
        .problem()
        .code();
  }

  private static LocalApp only(List<LocalApp> apps) {
    assertThat(apps).hasSize(1);
    return apps.getFirst();
  }

  private static List<ProblemCode> codes(LocalApp app) {
    return app.warnings().stream().map(Problem::code).toList();
  }

  private static void greet(ServerSocket rude) {
    try (var connection = rude.accept()) {
      connection.getOutputStream().write("220 mail ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
      connection.getInputStream().readAllBytes();
    } catch (IOException e) {
      // The other side hung up.
    }
  }
}
