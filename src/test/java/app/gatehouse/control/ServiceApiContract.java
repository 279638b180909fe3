package app.gatehouse.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.gatehouse.model.certificate.ChallengeKind;
import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.FirewallReport;
import app.gatehouse.model.network.NameLogin;
import app.gatehouse.model.network.Passage;
import app.gatehouse.model.network.ProofWish;
import app.gatehouse.model.plan.Answers;
import app.gatehouse.model.plan.Credentials;
import app.gatehouse.model.plan.Plan;
import app.gatehouse.model.plan.SiteChange;
import app.gatehouse.model.plan.StepKind;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.AppKind;
import app.gatehouse.model.site.CertificateChoice;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.Limits;
import app.gatehouse.model.site.Protection;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.model.status.OperationState;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.support.Eventually;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds for every implementation of {@link ServiceApi}, however far away the service is. */
@Timeout(60)
abstract class ServiceApiContract {
  static final Plan PLAN =
      new Plan(
          new Site(
              new SiteAddress(AddressKind.OWN_DOMAIN, FakeService.SITE),
              new Upstream("127.0.0.1", 7860),
              "gradio",
              new Protection(GuardKind.LOGIN, List.of(), List.of(), Limits.PAGES),
              new CertificateChoice(URI.create("https://ca.example/dir"), ChallengeKind.HTTP_01),
              false),
          List.of(StepKind.values()),
          true);
  static final Credentials CREDENTIALS = new Credentials("ada", "密码 correct horse", null, null);

  final FakeService fake = new FakeService();
  ServiceApi api = fake;

  /** The implementation under test, speaking to the fake. */
  abstract ServiceApi connect(FakeService service) throws Exception;

  @BeforeEach
  void connect() throws Exception {
    api = connect(fake);
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void everyAnswerArrivesAsItWasGiven() throws Exception {
    assertThat(api.info()).isEqualTo(fake.info());
    assertThat(api.status()).isEqualTo(fake.status());
    assertThat(api.findApps()).isEqualTo(fake.findApps());
    assertThat(api.examineApp("[::1]:7860")).isEqualTo(fake.examineApp("[::1]:7860"));
    assertThat(api.checkHome(Set.of(80, 443))).isEqualTo(fake.checkHome(Set.of(80, 443)));
    assertThat(api.checkHome(Set.of())).isEqualTo(fake.checkHome(Set.of()));
    var wish = new ProofWish(Set.of(80, 443), "a.example.com", Set.of("knocker"), true);
    assertThat(api.proveHome(wish)).isEqualTo(fake.proveHome(wish));
    var blocked = new TreeMap<>(Map.of(80, Passage.BLOCKED, 443, Passage.OPEN));
    var firewall = new FirewallReport("ufw", blocked, new TreeSet<>(Set.of(443)));
    assertThat(api.checkHome(Set.of(80, 443), firewall, check -> {}))
        .isEqualTo(fake.checkHome(Set.of(80, 443), firewall, check -> {}))
        .isNotEqualTo(fake.checkHome(Set.of(80, 443)));
    assertThat(api.proveHome(wish.withFirewall(firewall)))
        .isEqualTo(fake.proveHome(wish.withFirewall(firewall)));
    assertThat(api.invitePhone(wish)).isEqualTo(fake.invitePhone(wish));
    assertThat(api.awaitPhone(1)).isEqualTo(fake.awaitPhone(1));
    assertThat(api.probeParties()).isEqualTo(fake.probeParties());
    assertThat(api.nameProviders()).isEqualTo(fake.nameProviders());
    assertThat(api.checkName(PLAN.site().address()).pointsHere()).isTrue();
    assertThat(api.terms(URI.create("https://ca.example/dir")))
        .contains(URI.create("https://ca.example/terms"));
    assertThat(api.terms(URI.create("https://ca.example/none"))).isEmpty();
    assertThat(api.setting("http.port")).isEqualTo("80");
    assertThat(api.alerts()).isEqualTo(fake.alerts());
    assertThat(api.report()).isEqualTo(fake.report());
  }

  @Test
  void eachCheckOfTheHomeIsToldBeforeTheReport() throws Exception {
    var told = new CopyOnWriteArrayList<CheckResult>();
    var report = api.checkHome(Set.of(80), null, told::add);
    assertThat(told).isNotEmpty().isEqualTo(report.checks());
  }

  @Test
  void aProblemArrivesWithAllItsFacts() {
    var refused = problem(() -> api.examineApp("https://127.0.0.1"));
    assertThat(refused.code()).isEqualTo(ProblemCode.ADDRESS_NOT_VALID);
    assertThat(refused.facts())
        .containsEntry("address", "https://127.0.0.1")
        .containsEntry(Problem.VARIANT, "https");
    assertThat(problem(() -> api.setting("x")).facts()).containsEntry("setting", "x");
    assertThat(problem(() -> api.start(PLAN, Credentials.NONE)).code())
        .isEqualTo(ProblemCode.CREDENTIALS_MISSING);
    assertThat(problem(() -> api.pause("other", true)).code())
        .isEqualTo(ProblemCode.SITE_NOT_FOUND);
  }

  @Test
  void aPlanAndItsSecretsReachTheService() throws Exception {
    var started = api.start(PLAN, CREDENTIALS);
    assertThat(started.id()).isEqualTo("op-1");
    assertThat(fake.plans).containsExactly(PLAN);
    assertThat(fake.credentials).containsExactly(CREDENTIALS);
    assertThat(api.operation("op-1")).contains(started);
    assertThat(api.operation("op-2")).isEmpty();
    assertThat(api.operations()).containsExactly(started);
    assertThat(api.cancel("op-1").state()).isEqualTo(OperationState.UNDOING);
    assertThat(api.retry("op-1").sequence()).isEqualTo(3);
    assertThat(fake.changes).containsExactly("cancel op-1", "retry op-1");
  }

  @Test
  void sitesAreChanged() throws Exception {
    api.pause(FakeService.SITE, true);
    api.pause(FakeService.SITE, false);
    api.remove(FakeService.SITE);
    api.allowUser("maria");
    api.unmap();
    var change = new SiteChange(new Upstream("127.0.0.1", 7861), GuardKind.LOGIN, false);
    api.change(FakeService.SITE, change, CREDENTIALS);
    assertThat(fake.credentials).containsExactly(CREDENTIALS);
    api.takeOffline(true);
    api.keepQuiet(false);
    api.checkNow();
    api.alertByMail(Optional.of(FakeService.MAIL), "s3cret 密", "zh-CN");
    api.alertByMail(Optional.empty(), null, "en");
    api.alertByWebhook(Optional.of(URI.create("https://ntfy.example/topic")), "en");
    api.testAlerts();
    api.keepName("a.duckdns.org", "duckdns", NameLogin.token("tok"));
    api.leaveOut(Set.of("knocker"));
    api.endPhone();
    assertThat(fake.changes)
        .containsExactly(
            "pause " + FakeService.SITE + " true",
            "pause " + FakeService.SITE + " false",
            "remove " + FakeService.SITE,
            "allow maria",
            "unmap",
            "change " + FakeService.SITE + " " + change,
            "offline true",
            "quiet false",
            "check now",
            "mail " + Optional.of(FakeService.MAIL) + " s3cret 密 zh-CN",
            "mail Optional.empty null en",
            "webhook Optional[https://ntfy.example/topic] en",
            "test alerts",
            "name a.duckdns.org duckdns {TOKEN=tok}",
            "leave out [knocker]",
            "end phone");
    assertThat(api.renew(FakeService.SITE, true)).isTrue();
    assertThat(api.renew(FakeService.SITE, false)).isFalse();
    assertThat(api.localRoot()).startsWith("-----BEGIN");
    assertThat(api.rehearse(FakeService.SITE))
        .isEqualTo(URI.create("https://staging.example/directory"));
  }

  @Test
  void theDraftIsKeptAndForgotten() throws Exception {
    var answers =
        new Answers(
            "protection",
            "7860",
            "gradio",
            AppKind.API,
            AddressKind.PRIVATE,
            "应用.local",
            GuardKind.API_KEY,
            null,
            "team-a",
            null,
            ChallengeKind.AUTO,
            false,
            true);
    assertThat(api.draft()).isEmpty();
    api.saveDraft(Optional.of(answers));
    assertThat(api.draft()).contains(answers);
    api.saveDraft(Optional.empty());
    assertThat(api.draft()).isEmpty();
  }

  @Test
  void everyListenerHearsOfAnOperationInOrderAndOfItsEnd() throws Exception {
    var first = new CopyOnWriteArrayList<OperationSnapshot>();
    var second = new CopyOnWriteArrayList<OperationSnapshot>();
    try (var one = api.onOperation(first::add);
        var two = api.onOperation(second::add)) {
      assertThat(one).isNotSameAs(two);
      for (var i = 1; i < 200; i++) {
        fake.emit(FakeService.snapshot("op-1", i, OperationState.RUNNING));
      }
      var last = FakeService.snapshot("op-1", 200, OperationState.DONE);
      fake.emit(last);
      Eventually.isTrue(
          "both hear of the end", () -> first.contains(last) && second.contains(last));
    }
    assertThat(first).extracting(OperationSnapshot::sequence).isSorted().doesNotHaveDuplicates();
    assertThat(first.getLast().sequence()).isEqualTo(200);
  }

  @Test
  void whoNoLongerListensHearsNothing() throws Exception {
    var ended = new CopyOnWriteArrayList<OperationSnapshot>();
    var going = new CopyOnWriteArrayList<OperationSnapshot>();
    api.onOperation(ended::add).close();
    try (var still = api.onOperation(going::add)) {
      assertThat(still).isNotNull();
      fake.emit(FakeService.snapshot("op-1", 1, OperationState.RUNNING));
      Eventually.isTrue("the other hears", () -> going.size() == 1);
    }
    assertThat(ended).isEmpty();
  }

  @Test
  void manyAskAtTheSameTime() throws Exception {
    try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          java.util.stream.IntStream.range(1, 200)
              .mapToObj(port -> threads.submit(() -> api.examineApp("" + port).url().port()))
              .toList();
      for (var i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get(30, TimeUnit.SECONDS)).isEqualTo(i + 1);
      }
    }
  }

  @Test
  void anInterruptEndsACall() throws Exception {
    fake.gate = new CountDownLatch(1);
    var outcome = new CompletableFuture<Problem>();
    var status = new CompletableFuture<Boolean>();
    var caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  outcome.complete(problem(api::findApps));
                  status.complete(Thread.currentThread().isInterrupted());
                });
    assertThat(fake.entered.await(20, TimeUnit.SECONDS)).isTrue();
    caller.interrupt();
    assertThat(outcome.get(20, TimeUnit.SECONDS).code()).isEqualTo(ProblemCode.CANCELLED);
    assertThat(status.get(20, TimeUnit.SECONDS)).isTrue();
    // What nobody waits for is not looked for any longer, and others can go on.
    assertThat(fake.interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    fake.gate = null;
    assertThat(api.findApps()).hasSize(3);
  }

  @Test
  void theServiceStopsWhenAsked() throws Exception {
    api.stop();
    assertThat(fake.stopped.await(20, TimeUnit.SECONDS)).isTrue();
  }

  static Problem problem(ThrowingCallable call) {
    var thrown = catchThrowableOfType(ProblemException.class, call);
    assertThat(thrown).as("a problem").isNotNull();
    return thrown.problem();
  }
}
