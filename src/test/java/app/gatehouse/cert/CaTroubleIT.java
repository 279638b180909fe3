package app.gatehouse.cert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.gatehouse.net.Waiter;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A CA's address at which something is wrong, each by its name and within its time limit. */
class CaTroubleIT {
  private static final ChallengePublisher NOBODY =
      new ChallengePublisher() {
        @Override
        public void present(String token, String content) {
          throw new AssertionError("nothing to prove yet");
        }

        @Override
        public void remove(String token) {
          throw new AssertionError("nothing was presented");
        }
      };

  @TempDir private Path home;
  private final List<Duration> slept = new ArrayList<>();
  private FakeCa ca;
  private Path caFile;
  private Duration requestTimeout = Duration.ofSeconds(10);

  @BeforeEach
  void start() {
    ca = new FakeCa();
    caFile = ca.writeRoot(home.resolve("ca.pem"));
  }

  @AfterEach
  void stop() {
    ca.close();
  }

  @Test
  void namesAPageThatIsNoDirectory() {
    ca.on("/dir", each -> FakeCa.send(each, 200, "text/html", "<html>sign in</html>"));

    assertNamed(problem(), ProblemCode.CA_UNREACHABLE, "not-acme");
  }

  @Test
  void namesJsonThatIsNoDirectory() {
    ca.on("/dir", each -> FakeCa.json(each, 200, "{\"hello\":\"world\"}"));
    assertNamed(problem(), ProblemCode.CA_UNREACHABLE, "not-acme");

    ca.on("/dir", each -> FakeCa.json(each, 200, "[1,2"));
    assertNamed(problem(), ProblemCode.CA_UNREACHABLE, "not-acme");
  }

  @Test
  void namesAnAddressThatIsNotThere() {
    ca.on("/dir", each -> FakeCa.send(each, 404, "text/plain", "not found"));

    assertNamed(problem(), ProblemCode.CA_UNREACHABLE, "not-acme");
  }

  @Test
  void namesACaUnderMaintenance() {
    ca.on("/dir", each -> FakeCa.send(each, 503, "text/plain", "maintenance"));

    assertThat(problem().code()).isEqualTo(ProblemCode.CA_OWN_TROUBLE);
  }

  @Test
  void givesUpOnOneThatNeverAnswers() throws Exception {
    requestTimeout = Duration.ofMillis(700);
    try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var directory = URI.create("https://localhost:" + silent.getLocalPort() + "/dir");

      assertNamed(problem(directory), ProblemCode.CA_UNREACHABLE, "timeout");
    }
  }

  @Test
  void givesUpOnOneThatStallsInTheMiddleOfAnAnswer() {
    requestTimeout = Duration.ofMillis(700);
    var end = new CountDownLatch(1);
    ca.on(
        "/dir",
        each -> {
          each.getResponseHeaders().add("Content-Type", "application/json");
          each.sendResponseHeaders(200, 1000);
          each.getResponseBody().write('{');
          each.getResponseBody().flush();
          await(end);
        });

    assertNamed(problem(), ProblemCode.CA_UNREACHABLE, "timeout");
    end.countDown();
  }

  @Test
  void givesUpOnAnAnswerWithoutEnd() {
    ca.on("/dir", CaTroubleIT::endless);

    assertNamed(problem(), ProblemCode.CA_UNREACHABLE, "broken");
  }

  @Test
  void namesACertificateThatIsNotTrusted() throws Exception {
    try (var other = new FakeCa()) {
      assertNamed(problem(other.directory()), ProblemCode.CA_UNREACHABLE, "tls");
    }
  }

  @Test
  void takesAnExpiredCertificateOfTheCaForAWrongClock() throws Exception {
    var random = new SecureRandom();
    var made = Instant.now().minus(Duration.ofDays(500));
    var root = LocalRoot.make("localhost", made, Duration.ofDays(1000), random);
    var key = Keys.newPair();
    var leaf = root.sign("localhost", key.getPublic(), made, random);
    caFile = Files.write(home.resolve("own.pem"), Pem.of(List.of(root.certificate())));
    try (var outdated = new FakeCa(key.getPrivate(), leaf)) {
      assertNamed(problem(outdated.directory()), ProblemCode.CLOCK_WRONG, "ca-certificate");
    }
  }

  @Test
  void namesAnAddressWithoutEncryption() {
    assertNamed(
        problem(URI.create("http://localhost:14000/dir")), ProblemCode.CA_UNREACHABLE, "not-https");
  }

  @Test
  void namesAFileOfRootsThatIsMissing() {
    caFile = home.resolve("missing.pem");

    var problem = problem();

    assertNamed(problem, ProblemCode.CA_UNREACHABLE, "ca-file");
    assertThat(problem.facts()).containsEntry("file", caFile.toString());
  }

  @Test
  void tellsUntilWhenTheCaWantsToBeLeftAlone() {
    ca.on(
        "/order",
        each -> {
          each.getResponseHeaders().add("Retry-After", "Tue, 01 Dec 2037 10:00:00 GMT");
          FakeCa.problem(each, 429, "rateLimited", ",\"detail\":\"too many certificates\"");
        });

    var problem = problem();

    assertThat(problem.code()).isEqualTo(ProblemCode.CA_RATE_LIMITED);
    assertThat(problem.facts())
        .containsEntry("until", "2037-12-01T10:00:00Z")
        .containsEntry("name", "app.example.net");
    assertThat(problem.detail()).contains("too many certificates");
  }

  @Test
  void namesChangedTermsAndWhereTheyAre() {
    ca.on(
        "/order",
        each ->
            FakeCa.problem(
                each, 403, "userActionRequired", ",\"instance\":\"https://ca.example/agree\""));

    var problem = problem();

    assertThat(problem.code()).isEqualTo(ProblemCode.CA_TERMS_CHANGED);
    assertThat(problem.facts()).containsEntry("terms", "https://ca.example/agree");
  }

  @Test
  void makesANewAccountAfterTheOldOneWasClosed() throws Exception {
    ca.on("/order", each -> FakeCa.problem(each, 403, "unauthorized", ",\"detail\":\"closed\""));

    assertThat(problem().code()).isEqualTo(ProblemCode.CA_ACCOUNT_REFUSED);
    assertThat(problem().code()).isEqualTo(ProblemCode.CA_ACCOUNT_REFUSED);

    assertThat(ca.requests().stream().filter("POST /account"::equals)).hasSize(2);
    try (var files = Files.walk(home.resolve("accounts"))) {
      assertThat(files.filter(each -> each.toString().contains(".retired-"))).hasSize(2);
    }
  }

  @Test
  void namesACaWithTroubleOfItsOwn() {
    ca.on("/order", each -> FakeCa.problem(each, 500, "serverInternal", ",\"detail\":\"oops\""));

    assertThat(problem().code()).isEqualTo(ProblemCode.CA_OWN_TROUBLE);
  }

  @Test
  void asksNoMoreThanTenTimesForANonce() {
    ca.on("/order", each -> FakeCa.problem(each, 400, "badNonce", ""));

    assertNamed(problem(), ProblemCode.CA_OWN_TROUBLE, "nonce");
    assertThat(ca.requests().stream().filter("POST /order"::equals)).hasSize(10);
  }

  @Test
  void honoursRetryAfterAlsoWhenItIsPast() {
    var looks = new AtomicInteger();
    ca.on(
        "/order",
        each -> {
          each.getResponseHeaders().add("Location", ca.url("/order/1"));
          FakeCa.json(each, 201, order("processing"));
        });
    ca.on(
        "/order/1",
        each -> {
          var look = looks.incrementAndGet();
          if (look == 1) {
            each.getResponseHeaders().add("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT");
          } else if (look == 2) {
            each.getResponseHeaders().add("Retry-After", "5");
          } else if (look == 3) {
            each.getResponseHeaders().add("Retry-After", "86400");
          }
          FakeCa.json(each, 200, order(look < 5 ? "processing" : "invalid"));
        });

    assertThat(problem().code()).isEqualTo(ProblemCode.CA_OWN_TROUBLE);

    assertThat(slept).hasSize(4);
    assertThat(slept.get(0)).isLessThan(Duration.ofMillis(50));
    assertThat(slept.get(1)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(6));
    assertThat(slept.get(2)).isEqualTo(Duration.ofSeconds(30));
    assertThat(slept.get(3)).isLessThan(Duration.ofMillis(100));
  }

  @Test
  void losesPatienceWithACaThatNeverDecidesAndKeepsTheOrder() {
    ca.on(
        "/order",
        each -> {
          each.getResponseHeaders().add("Location", ca.url("/order/1"));
          FakeCa.json(each, 201, order("processing"));
        });
    ca.on("/order/1", each -> FakeCa.json(each, 200, order("processing")));

    assertNamed(problem(), ProblemCode.CA_OWN_TROUBLE, "slow");
    assertThat(slept.stream().reduce(Duration.ZERO, Duration::plus))
        .isBetween(Duration.ofMinutes(2), Duration.ofSeconds(123));
    assertThat(home.resolve("pending/app.example.net/order.json")).exists();
  }

  @Test
  void anInterruptEndsAWaitForTheCa() throws Exception {
    var asked = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    ca.on(
        "/order",
        each -> {
          asked.countDown();
          await(end);
        });
    var ended = new AtomicReference<Throwable>();
    var thread =
        Thread.startVirtualThread(
            () -> {
              try {
                issue(ca.directory());
              } catch (Throwable e) {
                ended.set(e);
              }
            });
    asked.await();

    thread.interrupt();

    assertThat(thread.join(Duration.ofSeconds(5))).isTrue();
    assertThat(ended.get()).isInstanceOf(InterruptedException.class);
    end.countDown();
  }

  private static String order(String status) {
    return """
    {"status":"%s","identifiers":[{"type":"dns","value":"app.example.net"}],
    "authorizations":[],"finalize":"https://localhost/none"}
    """
        .formatted(status);
  }

  private static void endless(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    var chunk = new byte[1 << 16];
    for (var i = 0; i < 1 << 14; i++) {
      exchange.getResponseBody().write(chunk);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void assertNamed(Problem problem, ProblemCode code, String variant) {
    assertThat(problem.code()).as("%s", problem).isEqualTo(code);
    assertThat(problem.facts()).as("%s", problem).containsEntry(Problem.VARIANT, variant);
    assertThat(problem.facts()).containsKey("ca");
  }

  private Problem problem() {
    return problem(ca.directory());
  }

  private Problem problem(URI directory) {
    return catchThrowableOfType(ProblemException.class, () -> issue(directory)).problem();
  }

  private void issue(URI directory) throws ProblemException, InterruptedException {
    Waiter waiter = slept::add;
    var certificates =
        new Certificates(
            home,
            new CertificateSettings(Optional.of(caFile), requestTimeout, Duration.ofMinutes(2)),
            InstantSource.system(),
            new SecureRandom(),
            waiter);
    certificates.obtain(
        Sites.withPublicName("app.example.net", directory), true, NOBODY, IssueListener.SILENT);
  }
}
