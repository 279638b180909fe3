package app.gatehouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.cert.Certificates;
import app.gatehouse.cert.Milestones;
import app.gatehouse.model.status.OperationState;
import app.gatehouse.setup.SetupPage;
import app.gatehouse.state.Home;
import app.gatehouse.support.Eventually;
import app.gatehouse.support.FlaskApp;
import app.gatehouse.support.Pebble;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.framework.junit5.ApplicationExtension;

/** Walks through the window to Done over the real service, a real app and a real authority. */
@ExtendWith(ApplicationExtension.class)
class WizardIT {
  static final String PASSWORD = "blue otter kettle";

  private static final String PUBLIC = "studio.example.com";
  private static final String PRIVATE = "studio.home.arpa";

  /** The languages, each with words that nothing but its own bundle has. */
  enum Language {
    ENGLISH(Locale.ENGLISH, "Which app do you want to publish?", "It is published"),
    CHINESE(Locale.SIMPLIFIED_CHINESE, "您要发布哪个应用？", "发布成功");

    final Locale locale;
    final String first;
    final String last;

    Language(Locale locale, String first, String last) {
      this.locale = locale;
      this.first = first;
      this.last = last;
    }
  }

  @TempDir private Path folder;

  private WizardRun run;
  private FlaskApp flask;

  @BeforeEach
  void start() {
    flask = FlaskApp.start();
    run = new WizardRun(home());
  }

  @AfterEach
  void close() {
    run.close();
    flask.close();
  }

  private Path home() {
    return folder.resolve("home");
  }

  private Pebble pebble() {
    return Pebble.start(run.httpPort, run.httpsPort);
  }

  @ParameterizedTest
  @EnumSource
  void publishesForTheHomeOnly(Language language) throws Exception {
    run.startService().open(language.locale);
    run.awaitWords(language.first);
    run.toAddress(flask);
    run.press("kind-private");
    run.type("private-name", PRIVATE);
    run.press("primary");
    run.chooseLogin();
    run.press("primary");

    assertPublished(PRIVATE);
    run.awaitWords(language.last);
    assertServed(Certificates.localRootFile(home().resolve(Home.CERTIFICATES), PRIVATE), PRIVATE);
  }

  @ParameterizedTest
  @EnumSource
  void publishesForEverybody(Language language) throws Exception {
    try (var pebble = pebble()) {
      run.with(pebble).startService().open(language.locale);
      run.awaitWords(language.first);
      run.toProtection(flask, PUBLIC);
      run.chooseLogin();
      run.agreeAndPublish();

      assertPublished(PUBLIC);
      run.awaitWords(language.last);
      assertServed(pebble.rootFile(), PUBLIC);
    }
  }

  @Test
  void triesAgainOnceTheAuthorityIsBack() throws Exception {
    try (var pebble = pebble()) {
      run.with(pebble).startService().open(Locale.ENGLISH);
      run.toProtection(flask, PUBLIC);
      run.chooseLogin();
      run.press("terms");
      run.awaitWords("Read them");
      pebble.stop();
      run.press("primary");

      run.awaitWords(
          "One thing stands in the way",
          "The certificate authority cannot be reached",
          "localhost refuses the connection");
      assertThat(run.operation().state()).isEqualTo(OperationState.FAILED);
      pebble.restart();
      run.press("primary");

      assertPublished(PUBLIC);
      assertServed(pebble.rootFile(), PUBLIC);
    }
  }

  @Test
  void rehearsesAtTheTestDirectoryBeforeItPublishes() throws Exception {
    try (var pebble = pebble();
        var stage = pebble()) {
      run.with(pebble).rehearsingAt(stage, roots(pebble, stage)).startService();
      run.open(Locale.ENGLISH);
      run.toProtection(flask, PUBLIC);
      run.chooseLogin();
      run.press("rehearse");
      run.agreeAndPublish();

      assertPublished(PUBLIC);
      run.awaitWords("rehearsed at the authority's test service");
      assertThat(ordersAt(stage)).isOne();
      assertThat(ordersAt(pebble)).isOne();
      assertServed(pebble.rootFile(), PUBLIC);
    }
  }

  @Test
  void ordersNothingWhereTheRehearsalFails() throws Exception {
    try (var pebble = pebble();
        var stage = refusing()) {
      run.with(pebble).rehearsingAt(stage, roots(pebble, stage)).startService();
      run.open(Locale.ENGLISH);
      run.toProtection(flask, PUBLIC);
      run.chooseLogin();
      run.press("rehearse");
      run.agreeAndPublish();

      run.awaitWords("One thing stands in the way");
      assertThat(ordersAt(pebble)).isZero();
      assertThat(run.service().status().sites()).isEmpty();
    }
  }

  private Pebble refusing() {
    return Pebble.builder()
        .validatesOn(run.httpPort, run.httpsPort)
        .blocks(PUBLIC.substring(PUBLIC.indexOf('.') + 1))
        .start();
  }

  private Path roots(Pebble pebble, Pebble stage) throws IOException {
    return Files.writeString(
        folder.resolve("roots.pem"),
        Files.readString(pebble.caFile()) + Files.readString(stage.caFile()));
  }

  @Test
  void readsTheTermsAgainOnceTheAuthorityIsBack() throws Exception {
    try (var pebble = pebble()) {
      run.with(pebble).startService().open(Locale.SIMPLIFIED_CHINESE);
      run.toProtection(flask, PUBLIC);
      pebble.stop();
      run.chooseLogin();
      run.awaitWords("无法连接证书颁发机构");
      pebble.restart();
      run.press("primary");
      run.agreeAndPublish();

      assertPublished(PUBLIC);
      assertServed(pebble.rootFile(), PUBLIC);
    }
  }

  @Test
  void takesEverythingBackWhenCancelledAtWork() throws Exception {
    var router = new RecordedRouter();
    try (var pebble = slowToLook()) {
      run.with(pebble).with(router).startService().open(Locale.ENGLISH);
      run.toProtection(flask, PUBLIC);
      run.chooseLogin();
      run.agreeAndPublish();
      run.awaitWords("The private key is made");
      assertThat(router.mappings()).isEqualTo(Map.of(80, run.httpPort, 443, run.httpsPort));
      assertThat(namesBelow(home())).contains("order.json", "key.pem");
      assertThat(run.service().info().listening()).isTrue();

      run.press("secondary");
      run.awaitWords("Cancel and undo?");
      run.press("question-yes");

      run.awaitWords("Cancelled", "Everything that had been changed was taken back");
      assertThat(router.mappings()).isEmpty();
      assertFree(run.httpPort);
      assertFree(run.httpsPort);
      assertThat(namesBelow(home()))
          .doesNotContain("order.json", "key.pem", "privkey.pem", PUBLIC, PUBLIC + ".json");
      assertThat(filesIn("sites")).isEmpty();
      assertThat(run.service().status().sites()).isEmpty();
      // Its end is kept, so that a window opened later can say what became of it.
      assertThat(run.operation().state()).isEqualTo(OperationState.CANCELLED);
      run.press("primary");
      run.await(SetupPage.REVIEW);
    }
  }

  @Test
  void goesOnWithTheAnswersOfAClosedWindow() throws Exception {
    try (var pebble = pebble()) {
      run.with(pebble).startService().open(Locale.ENGLISH);
      run.toProtection(flask, PUBLIC);
      run.press("guard-login");
      run.type("user", "maria");
      run.type("password", PASSWORD);
      run.closeWindow();
      run.awaitClosed();
      run.stopService();
      assertThat(namesBelow(home())).contains("draft.json");
      for (var file : filesBelow(home())) {
        assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(PASSWORD);
      }

      run.startService().open(Locale.ENGLISH);
      run.await(SetupPage.PROTECTION);
      assertThat(run.typed("user")).isEqualTo("maria");
      assertThat(run.typed("password")).isEmpty();
      run.press("secondary");
      run.await(SetupPage.ADDRESS);
      assertThat(run.typed("domain-name")).isEqualTo(PUBLIC);
      run.press("primary");
      run.chooseLogin();
      run.agreeAndPublish();
      assertPublished(PUBLIC);
    }
  }

  @Test
  void goesOnWithTheWorkOfAClosedWindow() throws Exception {
    var hold = new CountDownLatch(1);
    try (var pebble = pebble()) {
      run.with(pebble).with(milestone -> holdAt(milestone, hold)).startService();
      run.open(Locale.ENGLISH);
      run.toProtection(flask, PUBLIC);
      run.chooseLogin();
      run.agreeAndPublish();
      run.awaitWords("The proof for the certificate authority is published");
      var before = run.operation();
      run.closeWindow();
      run.awaitWords("The work goes on");
      run.press("question-yes");
      run.awaitClosed();

      run.open(Locale.ENGLISH);
      run.await(SetupPage.WORKING);
      run.awaitWords("Publishing " + PUBLIC);
      assertThat(run.operation().id()).isEqualTo(before.id());
      assertThat(run.operation().state()).isEqualTo(OperationState.RUNNING);
      hold.countDown();

      assertPublished(PUBLIC);
      assertThat(run.operation().id()).isEqualTo(before.id());
      assertThat(ordersAt(pebble)).isOne();
    } finally {
      hold.countDown();
    }
  }

  @Test
  void showsWhatWasDoneWhileNoWindowWasOpen() throws Exception {
    var hold = new CountDownLatch(1);
    try (var pebble = pebble()) {
      run.with(pebble).with(milestone -> holdAt(milestone, hold)).startService();
      run.open(Locale.ENGLISH);
      run.toProtection(flask, PUBLIC);
      run.chooseLogin();
      run.agreeAndPublish();
      run.awaitWords("The proof for the certificate authority is published");
      run.closeWindow();
      run.press("question-yes");
      run.awaitClosed();
      hold.countDown();
      Eventually.isTrue("it is done", () -> run.operation().state() == OperationState.DONE);

      run.open(Locale.ENGLISH);

      assertPublished(PUBLIC);
      assertThat(ordersAt(pebble)).isOne();
      assertThat(run.service().draft()).isEmpty();
    } finally {
      hold.countDown();
    }
  }

  /** An authority that takes up to an hour before it looks at an answer. */
  private Pebble slowToLook() {
    return Pebble.builder()
        .validatesOn(run.httpPort, run.httpsPort)
        .environment("PEBBLE_VA_NOSLEEP", "0")
        .environment("PEBBLE_VA_SLEEPTIME", "3600")
        .start();
  }

  private static void holdAt(String milestone, CountDownLatch hold) {
    if (milestone.equals(Milestones.CHALLENGE_SET)) {
      try {
        assertThat(hold.await(5, TimeUnit.MINUTES)).isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static long ordersAt(Pebble pebble) {
    return pebble.output().lines().filter(line -> line.contains("Added order ")).count();
  }

  private void assertPublished(String host) {
    run.await(SetupPage.DONE);
    var url = "https://" + host + ":" + run.httpsPort + "/";
    run.awaitWords(url);
    assertThat(run.service().status().sites()).singleElement().extracting("url").isEqualTo(url);
  }

  /** As a visitor would see it: the certificate verified, the login before the app. */
  private void assertServed(Path root, String host) throws IOException {
    var page = Visitor.get(root, host, run.httpsPort);
    assertThat(page.status()).isEqualTo(302);
    assertThat(page.body()).containsPattern("(?i)location: /\\.gatehouse/login");
  }

  private static void assertFree(int port) throws IOException {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress("127.0.0.1", port));
      assertThat(socket.isBound()).isTrue();
    }
  }

  private List<Path> filesIn(String part) throws IOException {
    return filesBelow(home().resolve(part));
  }

  private static List<Path> filesBelow(Path part) throws IOException {
    try (var found = Files.walk(part)) {
      return found.filter(Files::isRegularFile).toList();
    }
  }

  private static List<String> namesBelow(Path part) throws IOException {
    try (var found = Files.walk(part)) {
      return found.map(path -> path.getFileName().toString()).toList();
    }
  }
}
