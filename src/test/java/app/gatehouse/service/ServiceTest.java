package app.gatehouse.service;

import static app.gatehouse.service.ServiceFixture.privatePlan;
import static app.gatehouse.service.ServiceFixture.publicPlan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.gatehouse.model.alert.MailChannel;
import app.gatehouse.model.alert.MailSecurity;
import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.NameLogin;
import app.gatehouse.model.network.ProofWish;
import app.gatehouse.model.plan.Credentials;
import app.gatehouse.model.plan.Plan;
import app.gatehouse.model.plan.SiteChange;
import app.gatehouse.model.plan.StepKind;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.model.status.Health;
import app.gatehouse.model.status.JobKind;
import app.gatehouse.model.status.JobReport;
import app.gatehouse.model.status.Notice;
import app.gatehouse.model.status.NoticeKind;
import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.model.status.OperationState;
import app.gatehouse.model.status.StepReport;
import app.gatehouse.model.status.StepState;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.service.part.FakeSiteServer;
import app.gatehouse.setup.Draft;
import app.gatehouse.setup.SetupPage;
import app.gatehouse.support.Eventually;
import app.gatehouse.support.TestAuthority;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceTest {
  private static final String HOST = "app.example.com";
  private static final String SECRET = "correct horse battery";
  private static final Credentials LOGIN = new Credentials("ada", SECRET, null, null);

  @TempDir Path folder;
  private ServiceFixture fixture;

  @BeforeEach
  void start() throws ProblemException {
    fixture = new ServiceFixture(folder.resolve("home")).started();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void publishesASiteAndSaysHowItIs() throws Exception {
    var last = setUp(publicPlan(HOST, GuardKind.LOGIN), LOGIN);

    assertThat(last.state()).isEqualTo(OperationState.DONE);
    assertThat(last.steps()).allMatch(step -> step.state() == StepState.OK);
    assertThat(fixture.router.mapped()).containsEntry(80, 8080).containsEntry(443, 8443);
    assertThat(fixture.server.sites).containsOnlyKeys(HOST);
    assertThat(fixture.server.sites.get(HOST).protection().users().getFirst().passwordHash())
        .isEqualTo("slow:" + SECRET.length());
    var status = fixture.service.status().sites().getFirst();
    assertThat(status.state()).isEqualTo(Health.OK);
    assertThat(status.url()).isEqualTo("https://app.example.com/");
    assertThat(status.certificate().served()).isTrue();
    assertThat(fixture.service.info().listening()).isTrue();
  }

  @Test
  void noSecretReachesTheDisk() throws Exception {
    setUp(publicPlan(HOST, GuardKind.LOGIN), LOGIN);

    assertThat(everythingOnDisk()).doesNotContain(SECRET).contains("slow:");
  }

  @Test
  void servesItsSitesAgainAfterARestart() throws Exception {
    setUp(publicPlan(HOST, GuardKind.LOGIN), LOGIN);

    fixture.restart();

    assertThat(fixture.server.sites).containsOnlyKeys(HOST);
    assertThat(fixture.server.isOpen()).isTrue();
    assertThat(fixture.service.status().sites().getFirst().state()).isEqualTo(Health.OK);
    assertThat(fixture.certificates.attempts()).hasSize(1);
  }

  @Test
  void aProofMapsOnlyWhatNoSiteHasMappedAlready() throws Exception {
    var wish = new ProofWish(Set.of(443), null, Set.of("x"), true);
    fixture.service.proveHome(wish);
    setUp(publicPlan(HOST, GuardKind.LOGIN), LOGIN);

    fixture.service.proveHome(wish);

    assertThat(fixture.proofs).extracting(ProofWish::map).containsExactly(true, false);
    assertThat(fixture.proofs).allMatch(proof -> proof.without().equals(Set.of("x")));
  }

  @Test
  void opensNothingForAProofWhileItIsOffline() throws Exception {
    fixture.service.takeOffline(true);

    fixture.service.proveHome(new ProofWish(Set.of(443), null, Set.of(), true));

    assertThat(fixture.proofs).isEmpty();
    assertThat(
            refusal(
                () ->
                    fixture.service.invitePhone(new ProofWish(Set.of(443), null, Set.of(), true))))
        .isEqualTo(ProblemCode.TAKEN_OFFLINE);
  }

  @Test
  void isOfflineUntilItsOwnerBringsItBackAlsoAfterARestart() throws Exception {
    setUp(publicPlan(HOST, GuardKind.LOGIN), LOGIN);

    fixture.service.takeOffline(true);

    assertThat(fixture.server.isOpen()).isFalse();
    assertThat(fixture.router.mapped()).isEmpty();
    fixture.restart();
    assertThat(fixture.server.isOpen()).isFalse();
    assertThat(fixture.service.info().offline()).isTrue();
    var site = fixture.service.status().sites().getFirst();
    assertThat(site.state()).isEqualTo(Health.ATTENTION);
    assertThat(site.problems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.TAKEN_OFFLINE);
    refuses(ProblemCode.TAKEN_OFFLINE, publicPlan("b.example.com", GuardKind.LOGIN), LOGIN);

    fixture.service.takeOffline(false);

    Eventually.isTrue("ports are open again", () -> fixture.server.isOpen());
    assertThat(fixture.service.status().sites().getFirst().state()).isEqualTo(Health.OK);
  }

  @Test
  void neverRehearsesAtTheRealAuthority() throws Exception {
    setUp(publicPlan(HOST, GuardKind.LOGIN), LOGIN);
    setUp(privatePlan("a.home.arpa"), Credentials.NONE);

    refusesToRehearse(HOST, "");
    refusesToRehearse("a.home.arpa", "local");
    refuses(
        ProblemCode.REHEARSAL_NOT_POSSIBLE,
        publicPlan("b.example.com", GuardKind.LOGIN).rehearsed(),
        LOGIN);
    fixture.rehearsalDirectory = "https://ca.example/dir";
    fixture.restart();
    refusesToRehearse(HOST, "");

    assertThat(fixture.certificates.rehearsals()).isEmpty();
  }

  private void refusesToRehearse(String site, String variant) {
    var refused =
        catchThrowableOfType(ProblemException.class, () -> fixture.service.rehearse(site));
    assertThat(refused.problem().code()).isEqualTo(ProblemCode.REHEARSAL_NOT_POSSIBLE);
    assertThat(refused.problem().facts().getOrDefault(Problem.VARIANT, "")).isEqualTo(variant);
  }

  @Test
  void rehearsesAtTheDirectoryThatIsSetAndNotWhileOffline() throws Exception {
    var stage = "https://stage.example/dir";
    fixture.rehearsalDirectory = stage;
    fixture.restart();
    var done = setUp(publicPlan(HOST, GuardKind.LOGIN).rehearsed(), LOGIN);
    assertThat(done.steps().stream().map(StepReport::id)).contains(StepKind.REHEARSE.id());

    assertThat(fixture.service.rehearse(HOST)).isEqualTo(URI.create(stage));

    assertThat(fixture.certificates.rehearsals())
        .containsExactly(URI.create(stage), URI.create(stage));
    fixture.service.takeOffline(true);
    assertThat(refusal(() -> fixture.service.rehearse(HOST))).isEqualTo(ProblemCode.TAKEN_OFFLINE);
  }

  @Test
  void changesWhereASiteLeadsAndWhoMayPassWithoutANewCertificate() throws Exception {
    setUp(publicPlan(HOST, GuardKind.LOGIN), LOGIN);
    var app = new Upstream("127.0.0.1", 7861);

    fixture.service.change(HOST, new SiteChange(app, null, false), Credentials.NONE);

    assertThat(fixture.server.sites.get(HOST).app()).isEqualTo(app);
    assertThat(fixture.server.sites.get(HOST).protection().users()).hasSize(1);
    fixture.service.change(
        HOST,
        new SiteChange(null, GuardKind.API_KEY, false),
        new Credentials(null, null, "team", "0123456789-0123456789-0123456789"));
    fixture.restart();
    assertThat(fixture.server.sites.get(HOST).protection().users()).isEmpty();
    assertThat(fixture.server.sites.get(HOST).protection().keys()).hasSize(1);
    assertThat(fixture.service.status().sites().getFirst().guard()).isEqualTo(GuardKind.API_KEY);
    assertThat(fixture.server.sites.get(HOST).app()).isEqualTo(app);
    assertThat(fixture.certificates.attempts()).hasSize(1);
  }

  @Test
  void refusesAChangeThatWouldLeaveASiteWorse() throws Exception {
    setUp(publicPlan(HOST, GuardKind.LOGIN), LOGIN);
    var before = everythingOnDisk();
    var ourselves = new Upstream("127.0.0.1", 8443);

    assertThat(refusal(() -> change(new SiteChange(ourselves, null, false))))
        .isEqualTo(ProblemCode.UPSTREAM_IS_OURSELVES);
    assertThat(refusal(() -> change(new SiteChange(null, GuardKind.OPEN, false))))
        .isEqualTo(ProblemCode.CONSENT_MISSING);
    assertThat(refusal(() -> change(new SiteChange(null, GuardKind.LOGIN, false))))
        .isEqualTo(ProblemCode.CREDENTIALS_MISSING);
    assertThat(
            refusal(
                () ->
                    fixture.service.change(
                        "b.example", new SiteChange(null, null, false), Credentials.NONE)))
        .isEqualTo(ProblemCode.SITE_NOT_FOUND);
    assertThat(everythingOnDisk()).isEqualTo(before);
  }

  private void change(SiteChange change) throws ProblemException {
    fixture.service.change(HOST, change, Credentials.NONE);
  }

  @Test
  void keepsQuietForADay() throws Exception {
    fixture.service.keepQuiet(true);
    assertThat(fixture.service.status().quietUntil())
        .isEqualTo(fixture.clock.instant().plus(Duration.ofDays(1)));

    fixture.clock.forward(Duration.ofDays(1));
    assertThat(fixture.service.status().quietUntil()).isNull();

    fixture.service.keepQuiet(true);
    fixture.service.keepQuiet(false);
    assertThat(fixture.service.status().quietUntil()).isNull();
  }

  @Test
  void staysAliveWhenItsPortsAreTaken() throws Exception {
    setUp(privatePlan("app.home.arpa"), Credentials.NONE);
    fixture.service.close();
    fixture.server = new FakeSiteServer();
    fixture.server.portTrouble(Problem.error(ProblemCode.PORT_IN_USE).with("port", 8443));
    fixture.service = fixture.make();

    fixture.service.startUp();

    var status = fixture.service.status();
    assertThat(status.problems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.PORT_IN_USE);
    assertThat(status.sites().getFirst().state()).isEqualTo(Health.BROKEN);
    assertThat(status.service().listening()).isFalse();
  }

  @Test
  void badInputIsRefusedBeforeAnythingIsChanged() throws Exception {
    setUp(publicPlan("there.example.com", GuardKind.LOGIN), LOGIN);
    var before = everythingOnDisk();

    refuses(ProblemCode.SITE_EXISTS, publicPlan("there.example.com", GuardKind.LOGIN), LOGIN);
    refuses(ProblemCode.CREDENTIALS_MISSING, publicPlan(HOST, GuardKind.LOGIN), Credentials.NONE);
    refuses(
        ProblemCode.CREDENTIALS_TOO_WEAK,
        publicPlan(HOST, GuardKind.LOGIN),
        new Credentials("ada", "short", null, null));
    var plan = publicPlan(HOST, GuardKind.LOGIN);
    refuses(ProblemCode.CONSENT_MISSING, new Plan(plan.site(), plan.steps(), false), LOGIN);
    assertThat(everythingOnDisk()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, 8443", "localhost, 8080", "::1, 8443", "app.example.com, 8443"})
  void refusesToForwardToItself(String host, int port) throws Exception {
    var plan = publicPlan(HOST, GuardKind.LOGIN);

    refuses(ProblemCode.UPSTREAM_IS_OURSELVES, withApp(plan, new Upstream(host, port)), LOGIN);
  }

  @ParameterizedTest
  @CsvSource({"../../etc/passwd", "App.Example.com", "a b", "app.example.com."})
  void refusesNamesThatNoCleanClientSends(String host) throws Exception {
    var plan = publicPlan(HOST, GuardKind.LOGIN);
    var site = plan.site();
    var other =
        new Site(
            new SiteAddress(AddressKind.OWN_DOMAIN, host),
            site.app(),
            site.preset(),
            site.protection(),
            site.certificate(),
            false);

    refuses(ProblemCode.NAME_NOT_VALID, new Plan(other, plan.steps(), true), LOGIN);
  }

  @Test
  void cancelLeavesNothingButTheCertificate() throws Exception {
    fixture.visitorTrouble = Optional.of(Problem.error(ProblemCode.SERVED_CERTIFICATE_MISMATCH));
    var failed = setUp(publicPlan(HOST, GuardKind.LOGIN), LOGIN);
    assertThat(failed.state()).isEqualTo(OperationState.FAILED);

    fixture.service.cancel(failed.id());

    assertThat(fixture.awaitRest(failed.id()).state()).isEqualTo(OperationState.CANCELLED);
    assertThat(fixture.server.sites).isEmpty();
    assertThat(fixture.server.isOpen()).isFalse();
    assertThat(fixture.router.mapped()).isEmpty();
    assertThat(fixture.service.status().sites()).isEmpty();
    assertThat(fixture.certificates.discarded()).containsExactly(HOST);
    assertThat(Files.list(folder.resolve("home/sites"))).isEmpty();
    assertThat(fixture.certificates.current(HOST)).isPresent();
  }

  @Test
  void cancelTakesNothingFromOtherSites() throws Exception {
    setUp(publicPlan("there.example.com", GuardKind.LOGIN), LOGIN);
    fixture.certificates.refuses(Problem.error(ProblemCode.CA_REJECTS_NAME));
    var failed = setUp(publicPlan(HOST, GuardKind.LOGIN), LOGIN);

    fixture.service.cancel(failed.id());
    fixture.awaitRest(failed.id());

    assertThat(fixture.server.isOpen()).isTrue();
    assertThat(fixture.router.mapped()).containsOnlyKeys(80, 443);
    assertThat(fixture.server.sites).containsOnlyKeys("there.example.com");
  }

  @Test
  void aPrivateSiteDoesNotKeepTheRouterMapped() throws Exception {
    setUp(privatePlan("app.home.arpa"), Credentials.NONE);
    fixture.certificates.refuses(Problem.error(ProblemCode.CA_REJECTS_NAME));
    var failed = setUp(publicPlan(HOST, GuardKind.LOGIN), LOGIN);

    fixture.service.cancel(failed.id());
    fixture.awaitRest(failed.id());

    assertThat(fixture.router.mapped()).isEmpty();
    assertThat(fixture.server.isOpen()).isTrue();
  }

  @Test
  void cancelWhileTheCaIsAskedEndsSoon() throws Exception {
    fixture.certificates.holds();
    var id = fixture.service.start(publicPlan(HOST, GuardKind.LOGIN), LOGIN).id();
    fixture.certificates.awaitHeld();

    fixture.service.cancel(id);

    assertThat(fixture.awaitRest(id).state()).isEqualTo(OperationState.CANCELLED);
    assertThat(fixture.router.mapped()).isEmpty();
  }

  @Test
  void mappingsThatWereThereBeforeAreLeftAlone() throws Exception {
    fixture.router.isMappedByOthers();
    fixture.certificates.refuses(Problem.error(ProblemCode.CA_UNREACHABLE));
    var failed = setUp(publicPlan(HOST, GuardKind.LOGIN), LOGIN);

    fixture.service.cancel(failed.id());
    fixture.awaitRest(failed.id());

    assertThat(fixture.router.log()).contains("map 80", "map 443");
    assertThat(fixture.router.mapped()).isEmpty();
  }

  @Test
  void whatTheRouterDidNotTakeBackIsTakenBackAfterTheNextStart() throws Exception {
    setUp(publicPlan(HOST, GuardKind.LOGIN), LOGIN);
    fixture.router.refuses(Problem.error(ProblemCode.ROUTER_NOT_FOUND));
    fixture.service.remove(HOST);
    assertThat(fixture.router.mapped()).isNotEmpty();

    fixture.router.refuses(null);
    fixture.restart();

    Eventually.isTrue("nothing is mapped", () -> fixture.router.mapped().isEmpty());
  }

  @Test
  void aSetupThatWaitsKeepsItsMappingsOverARestart() throws Exception {
    fixture.certificates.refuses(Problem.error(ProblemCode.CA_UNREACHABLE));
    var failed = setUp(publicPlan(HOST, GuardKind.LOGIN), LOGIN);

    fixture.restart();
    fixture.service.close();

    assertThat(fixture.router.log()).noneMatch(asked -> asked.startsWith("unmap"));
    fixture.restart();
    fixture.service.cancel(failed.id());
    fixture.awaitRest(failed.id());
    assertThat(fixture.router.mapped()).isEmpty();
  }

  @Test
  void removingTheLastSiteLeavesTheMappingsToASetupUnderWay() throws Exception {
    setUp(publicPlan(HOST, GuardKind.LOGIN), LOGIN);
    fixture.certificates.holds();
    var id = fixture.service.start(publicPlan("b.example.com", GuardKind.LOGIN), LOGIN).id();
    fixture.certificates.awaitHeld();

    fixture.service.remove(HOST);
    assertThat(fixture.router.mapped()).containsOnlyKeys(80, 443);

    fixture.service.cancel(id);
    fixture.awaitRest(id);
    assertThat(fixture.router.mapped()).isEmpty();
  }

  @Test
  void aRouterThatDoesNotTakePartStopsNothing() throws Exception {
    fixture.router.refuses(Problem.error(ProblemCode.ROUTER_REFUSES_LOW_PORTS));
    var warned = setUp(publicPlan(HOST, GuardKind.LOGIN), LOGIN);
    fixture.router.refuses(Problem.error(ProblemCode.ROUTER_NOT_FOUND));
    var skipped = setUp(publicPlan("b.example.com", GuardKind.LOGIN), LOGIN);
    fixture.router.disable();
    var off = setUp(publicPlan("c.example.com", GuardKind.LOGIN), LOGIN);

    assertThat(mapping(warned).state()).isEqualTo(StepState.WARNING);
    assertThat(mapping(skipped).state()).isEqualTo(StepState.SKIPPED);
    assertThat(mapping(skipped).problem().isError()).isFalse();
    assertThat(mapping(off).state()).isEqualTo(StepState.SKIPPED);
    assertThat(List.of(warned, skipped, off))
        .allMatch(operation -> operation.state() == OperationState.DONE);
  }

  @Test
  void anotherCertificateThanTheStoredOneIsNoProof() throws Exception {
    fixture.shownInstead = new TestAuthority("other").issue(HOST).certificate();

    var failed = setUp(publicPlan(HOST, GuardKind.LOGIN), LOGIN);

    assertThat(failed.problem().code()).isEqualTo(ProblemCode.SERVED_CERTIFICATE_MISMATCH);
    fixture.shownInstead = null;
    fixture.service.retry(failed.id());
    assertThat(fixture.awaitRest(failed.id()).state()).isEqualTo(OperationState.DONE);
    assertThat(fixture.certificates.attempts()).hasSize(1);
  }

  @Test
  void anAppThatSleepsIsAWarning() throws Exception {
    fixture.appAnswers = false;
    var done = setUp(privatePlan("app.home.arpa"), Credentials.NONE);

    assertThat(done.state()).isEqualTo(OperationState.DONE);
    assertThat(done.steps().getLast().state()).isEqualTo(StepState.WARNING);
    assertThat(fixture.service.status().sites().getFirst().state()).isEqualTo(Health.ATTENTION);
    assertThat(fixture.service.status().sites().getFirst().jobs())
        .filteredOn(job -> job.kind() == JobKind.APP)
        .singleElement()
        .satisfies(job -> assertThat(job.lastWorked()).isNull());
  }

  @Test
  void anAppIsDownAfterTwoMissedLooksAndUpAfterOne() throws Exception {
    setUp(privatePlan("app.home.arpa"), Credentials.NONE);
    assertThat(fixture.service.status().sites().getFirst().state()).isEqualTo(Health.OK);
    fixture.appAnswers = false;

    fixture.service.checkNow();
    Eventually.isTrue("one look was missed", () -> missedLooks() == 1);
    assertThat(fixture.service.status().sites().getFirst().state()).isEqualTo(Health.OK);

    // Where the last look is not quite over, the next one does not begin.
    Eventually.isTrue("another was missed", () -> looksAgain() > 1);
    assertThat(fixture.service.status().sites().getFirst().state()).isEqualTo(Health.ATTENTION);

    fixture.appAnswers = true;
    Eventually.isTrue("it was seen again", () -> looksAgain() == 0);
    assertThat(fixture.service.status().sites().getFirst().state()).isEqualTo(Health.OK);
  }

  private int looksAgain() {
    fixture.service.checkNow();
    return missedLooks();
  }

  private int missedLooks() {
    return fixture.service.status().sites().getFirst().jobs().stream()
        .filter(job -> job.kind() == JobKind.APP)
        .mapToInt(JobReport::failures)
        .sum();
  }

  @Test
  void writesToItsOwnerWhoseSiteIsBrokenAndWritesAgainWhereThatFailed() throws Exception {
    setUp(publicPlan(HOST, GuardKind.LOGIN), LOGIN);
    var mail =
        new MailChannel(
            "smtp.example", 465, MailSecurity.TLS, "ada", "ada@example.com", "me@example.com");
    fixture.service.alertByMail(Optional.of(mail), SECRET, "zh-CN");
    assertThat(fixture.service.alerts().mail()).isEqualTo(mail);
    fixture.threads = InlineThreads::new;
    fixture.restart();
    fixture.sender.refusal = Problem.warning(ProblemCode.ALERT_NOT_SENT).with("server", "x");
    fixture.shownInstead = new TestAuthority("other").root();

    passMinutes(10);
    assertThat(fixture.service.status().notices())
        .extracting(Notice::kind)
        .containsExactly(NoticeKind.BROKEN);
    assertThat(fixture.service.status().problems()).contains(fixture.sender.refusal);
    fixture.restart();
    fixture.sender.refusal = null;
    fixture.shownInstead = null;
    passMinutes(20);

    assertThat(fixture.sender.mails).hasSize(2);
    assertThat(fixture.sender.mails.getFirst().subject()).contains(HOST).contains("出现问题");
    assertThat(fixture.sender.mails.getLast().subject()).contains("恢复");
    assertThat(fixture.sender.posts).isEmpty();
    assertThat(fixture.service.status().problems()).isEmpty();
  }

  @Test
  void leadsADynamicNameHereWheneverThisHomeMoves() throws Exception {
    var name = "app.duckdns.org";
    assertThat(
            refusal(
                () ->
                    fixture.service.keepName("app.example.com", "duckdns", NameLogin.token("tok"))))
        .isEqualTo(ProblemCode.NAME_NOT_VALID);
    fixture.service.keepName(name, "duckdns", NameLogin.token("tok"));
    setUp(publicPlan(name, GuardKind.LOGIN), LOGIN);
    fixture.threads = InlineThreads::new;
    fixture.restart();
    assertThat(fixture.duck.updates).containsExactly(name + " tok 203.0.113.7");

    fixture.publicAddresses = Map.of(IpFamily.IPV4, InetAddress.ofLiteral("198.51.100.9"));
    passMinutes(1);

    assertThat(fixture.duck.updates)
        .containsExactly(name + " tok 203.0.113.7", name + " tok 198.51.100.9");
    assertThat(fixture.service.status().sites().getFirst().state()).isEqualTo(Health.OK);
    assertThat(fixture.service.report()).doesNotContain("tok ");

    fixture.service.remove(name);
    fixture.publicAddresses = Map.of(IpFamily.IPV4, InetAddress.ofLiteral("203.0.113.8"));
    passMinutes(20);
    assertThat(fixture.duck.updates).hasSize(2);
    assertThat(everythingOnDisk()).doesNotContain("\"tok\"");
  }

  @Test
  void asksAProviderThatRefusedOnlyEverySixHoursAndSaysSo() throws Exception {
    var name = "app.duckdns.org";
    fixture.service.keepName(name, "duckdns", NameLogin.token("tok"));
    setUp(publicPlan(name, GuardKind.LOGIN), LOGIN);
    fixture.threads = InlineThreads::new;
    fixture.restart();
    fixture.duck.refusal = Problem.error(ProblemCode.DDNS_LOGIN_REFUSED).with("name", name);
    fixture.publicAddresses = Map.of(IpFamily.IPV4, InetAddress.ofLiteral("198.51.100.9"));

    passMinutes(13 * 60);

    assertThat(fixture.duck.updates).hasSize(4);
    var site = fixture.service.status().sites().getFirst();
    assertThat(site.problems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.DDNS_LOGIN_REFUSED);
    assertThat(fixture.service.status().notices())
        .extracting(Notice::kind)
        .containsExactly(NoticeKind.BROKEN);
  }

  @Test
  void noticesAProviderThatSaysGoodAndChangesNothing() throws Exception {
    var name = "app.duckdns.org";
    fixture.service.keepName(name, "duckdns", NameLogin.token("tok"));
    setUp(publicPlan(name, GuardKind.LOGIN), LOGIN);
    fixture.threads = InlineThreads::new;
    fixture.restart();
    fixture.duck.ignores = true;
    fixture.publicAddresses = Map.of(IpFamily.IPV4, InetAddress.ofLiteral("198.51.100.9"));

    passMinutes(150);

    assertThat(fixture.service.status().sites().getFirst().problems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.DDNS_UPDATE_IGNORED);
    assertThat(fixture.duck.updates).hasSizeBetween(3, 5);

    fixture.duck.ignores = false;
    passMinutes(120);

    assertThat(fixture.service.status().sites().getFirst().state()).isEqualTo(Health.OK);
    assertThat(fixture.service.status().notices()).extracting(Notice::kind).doesNotHaveDuplicates();
  }

  @Test
  void saysThatAnOwnDomainLeadsElsewhereAfterASecondLook() throws Exception {
    setUp(publicPlan(HOST, GuardKind.LOGIN), LOGIN);
    fixture.threads = InlineThreads::new;
    fixture.restart();
    fixture.duck.names.put(HOST, InetAddress.ofLiteral("192.0.2.1"));

    passMinutes(1);
    assertThat(fixture.service.status().sites().getFirst().state()).isEqualTo(Health.OK);
    passMinutes(1);

    assertThat(fixture.service.status().sites().getFirst().problems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.NAME_POINTS_ELSEWHERE);
    fixture.duck.names.clear();
    passMinutes(1);
    assertThat(fixture.service.status().sites().getFirst().state()).isEqualTo(Health.OK);
  }

  @Test
  void reportsEverythingButSecrets() throws Exception {
    var key = new Credentials(null, null, "team", "gh-key-for-the-team-0123456789-abcdef");
    setUp(publicPlan(HOST, GuardKind.LOGIN), LOGIN);
    setUp(publicPlan("api.example.com", GuardKind.API_KEY), key);
    var mail =
        new MailChannel(
            "smtp.example", 465, MailSecurity.TLS, "ada", "ada.l@example.org", "me@example.org");
    fixture.service.alertByMail(Optional.of(mail), "mail-pass", "en");
    fixture.service.alertByWebhook(Optional.of(URI.create("https://ntfy.example/tpc")), "en");
    var home = folder.resolve("home");
    Files.createDirectories(home.resolve("logs"));
    Files.writeString(
        home.resolve("logs").resolve("gatehouse.0.log"),
        "GET https://" + HOST + "/?token=tok-1 for mail-pass via https://ntfy.example/tpc\n");

    var report = fixture.service.report();

    assertThat(report)
        .contains(HOST, "api.example.com", "logs/gatehouse.0.log", "== status ==", "GET https://")
        .doesNotContain(
            SECRET, "gh-key-for", "mail-pass", "/tpc", "tok-1", "slow:", "fast:", "ada.l");
  }

  /** As the jobs would live through them, with all that they begin. */
  private void passMinutes(int minutes) {
    for (var minute = 0; minute < minutes; minute++) {
      fixture.clock.forward(Duration.ofMinutes(1));
      fixture.service.checkNow();
    }
  }

  @Test
  void remembersWhatWasWrongOverARestart() throws Exception {
    setUp(publicPlan(HOST, GuardKind.LOGIN), LOGIN);
    fixture.certificates.refuses(Problem.error(ProblemCode.CA_UNREACHABLE));
    assertThat(refusal(() -> fixture.service.renew(HOST, true)))
        .isEqualTo(ProblemCode.CA_UNREACHABLE);

    fixture.restart();

    var site = fixture.service.status().sites().getFirst();
    assertThat(site.problems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.CA_UNREACHABLE);
    assertThat(site.jobs())
        .filteredOn(job -> job.kind() == JobKind.RENEWAL)
        .singleElement()
        .satisfies(job -> assertThat(job.failures()).isEqualTo(1));
  }

  @Test
  void anOperationGoesOnAfterARestart() throws Exception {
    fixture.certificates.holds();
    var id = fixture.service.start(publicPlan(HOST, GuardKind.LOGIN), LOGIN).id();
    fixture.certificates.awaitHeld();
    fixture.certificates.holds().countDown();

    fixture.restart();

    assertThat(fixture.awaitRest(id).state()).isEqualTo(OperationState.DONE);
    assertThat(fixture.server.sites).containsOnlyKeys(HOST);
  }

  @Test
  void pausesAndResumes() throws Exception {
    setUp(privatePlan("app.home.arpa"), Credentials.NONE);

    fixture.service.pause("app.home.arpa", true);
    assertThat(fixture.server.sites.get("app.home.arpa").paused()).isTrue();
    fixture.restart();
    assertThat(fixture.server.sites.get("app.home.arpa").paused()).isTrue();
    fixture.service.pause("app.home.arpa", false);
    assertThat(fixture.service.status().sites().getFirst().paused()).isFalse();
  }

  @Test
  void keepsPinholesForIpv6WhileThereIsAPublicSite() throws Exception {
    fixture.ipv6 = (Inet6Address) InetAddress.ofLiteral("2a44::7");
    var firewall = fixture.router.pinholes;
    setUp(privatePlan("app.home.arpa"), Credentials.NONE);
    assertThat(firewall.log()).isEmpty();

    var last = setUp(publicPlan(HOST, GuardKind.LOGIN), LOGIN);

    assertThat(mapping(last).state()).isEqualTo(StepState.OK);
    assertThat(firewall.open()).containsExactly("[2a44::7]:8080", "[2a44::7]:8443");
    fixture.restart();
    assertThat(firewall.log()).noneMatch(asked -> asked.startsWith("close"));
    fixture.service.takeOffline(true);
    assertThat(firewall.open()).isEmpty();
    fixture.service.takeOffline(false);
    Eventually.isTrue("open again", () -> firewall.open().size() == 2);
    fixture.service.remove(HOST);
    assertThat(firewall.open()).isEmpty();
  }

  @Test
  void closesThePinholesOfASetupThatIsGivenUp() throws Exception {
    fixture.ipv6 = (Inet6Address) InetAddress.ofLiteral("2a44::7");
    fixture.certificates.holds();
    var id = fixture.service.start(publicPlan(HOST, GuardKind.LOGIN), LOGIN).id();
    fixture.certificates.awaitHeld();
    assertThat(fixture.router.pinholes.open()).as("the CA may come by IPv6").hasSize(2);

    fixture.service.cancel(id);

    assertThat(fixture.awaitRest(id).state()).isEqualTo(OperationState.CANCELLED);
    assertThat(fixture.router.pinholes.open()).isEmpty();
  }

  @Test
  void closesThePinholesForNowWhenItIsUninstalled() throws Exception {
    fixture.ipv6 = (Inet6Address) InetAddress.ofLiteral("2a44::7");
    setUp(publicPlan(HOST, GuardKind.LOGIN), LOGIN);

    fixture.service.unmap();

    assertThat(fixture.router.mapped()).isEmpty();
    assertThat(fixture.router.pinholes.open()).isEmpty();
  }

  @Test
  void saysWhenTheRouterRefusesIpv6AndNothingWhereItIsSilent() throws Exception {
    fixture.ipv6 = (Inet6Address) InetAddress.ofLiteral("2a44::7");
    fixture.router.pinholes.refuses(Problem.error(ProblemCode.ROUTER_REFUSES).variant("ipv6"));
    var refused = setUp(publicPlan(HOST, GuardKind.LOGIN), LOGIN);
    fixture.router.pinholes.refuses(Problem.error(ProblemCode.ROUTER_NOT_FOUND));
    var silent = setUp(publicPlan("b.example.com", GuardKind.LOGIN), LOGIN);

    assertThat(mapping(refused).state()).isEqualTo(StepState.WARNING);
    assertThat(mapping(refused).problem().code()).isEqualTo(ProblemCode.ROUTER_REFUSES);
    assertThat(mapping(silent).state()).isEqualTo(StepState.OK);
    assertThat(fixture.service.status().sites()).allMatch(site -> site.state() == Health.OK);
  }

  @Test
  void removesASite() throws Exception {
    setUp(publicPlan(HOST, GuardKind.LOGIN), LOGIN);
    setUp(privatePlan("app.home.arpa"), Credentials.NONE);

    fixture.service.remove(HOST);

    assertThat(fixture.router.mapped()).isEmpty();
    assertThat(fixture.server.isOpen()).isTrue();
    fixture.service.remove("app.home.arpa");
    assertThat(fixture.server.isOpen()).isFalse();
    assertThat(fixture.service.status().sites()).isEmpty();
    assertThat(fixture.certificates.current(HOST)).isPresent();
    assertThat(refusal(() -> fixture.service.remove(HOST))).isEqualTo(ProblemCode.SITE_NOT_FOUND);
  }

  @Test
  void aRemovalThatIsRefusedChangesNothing() throws Exception {
    setUp(publicPlan(HOST, GuardKind.LOGIN), LOGIN);
    var file = folder.resolve("home/sites/" + HOST + ".json");
    Files.delete(file);
    Files.createDirectories(file.resolve("in-the-way"));

    assertThat(refusal(() -> fixture.service.remove(HOST))).isEqualTo(ProblemCode.STORAGE_DENIED);

    assertThat(fixture.server.sites).containsOnlyKeys(HOST);
    assertThat(fixture.router.mapped()).containsOnlyKeys(80, 443);
    assertThat(fixture.service.status().sites()).hasSize(1);
  }

  @Test
  void aRemovalGoesThroughEvenIfNotAllCanBeTidiedUp() throws Exception {
    setUp(publicPlan(HOST, GuardKind.LOGIN), LOGIN);
    fixture.certificates.refuses(Problem.error(ProblemCode.CA_UNREACHABLE));
    assertThat(refusal(() -> fixture.service.renew(HOST, true)))
        .isEqualTo(ProblemCode.CA_UNREACHABLE);
    for (var name : List.of("jobs.json", "mappings.json")) {
      var file = folder.resolve("home").resolve(name);
      Files.delete(file);
      Files.createDirectories(file.resolve("in-the-way"));
    }

    fixture.service.remove(HOST);

    assertThat(fixture.service.status().sites()).isEmpty();
    assertThat(fixture.router.mapped()).isEmpty();
    assertThat(fixture.server.isOpen()).isFalse();
    Eventually.isTrue(
        "its unfinished order is discarded",
        () -> fixture.certificates.discarded().equals(List.of(HOST)));
  }

  @Test
  void aStartDiscardsTheOrdersThatNobodyNeeds() throws Exception {
    setUp(privatePlan("app.home.arpa"), Credentials.NONE);
    fixture.certificates.refuses(Problem.error(ProblemCode.CA_UNREACHABLE));
    setUp(publicPlan(HOST, GuardKind.LOGIN), LOGIN);

    fixture.restart();

    assertThat(fixture.certificates.kept()).containsExactlyInAnyOrder("app.home.arpa", HOST);
  }

  @Test
  void renewsASiteWhoseSetupWaitsForItsPeople() throws Exception {
    fixture.visitorTrouble = Optional.of(Problem.error(ProblemCode.SERVED_CERTIFICATE_MISMATCH));
    var failed = setUp(publicPlan(HOST, GuardKind.LOGIN), LOGIN);
    assertThat(failed.state()).isEqualTo(OperationState.FAILED);
    fixture.clock.forward(Duration.ofDays(70));

    fixture.restart();

    Eventually.isTrue("it is renewed", () -> fixture.certificates.renewals().size() == 1);
  }

  @Test
  void renewsOnRequest() throws Exception {
    setUp(publicPlan(HOST, GuardKind.LOGIN), LOGIN);
    var before = fixture.server.serving(HOST);

    assertThat(fixture.service.renew(HOST, false)).isFalse();
    assertThat(fixture.service.renew(HOST, true)).isTrue();
    assertThat(fixture.server.serving(HOST)).isNotEqualTo(before);
  }

  @Test
  void keepsTheDraftOverARestart() throws Exception {
    var answers =
        Draft.empty()
            .page(SetupPage.ADDRESS)
            .app("7860")
            .address(AddressKind.PRIVATE, "a.home.arpa")
            .answers();

    fixture.service.saveDraft(Optional.of(answers));
    fixture.restart();

    assertThat(fixture.service.draft()).contains(answers);
    fixture.service.saveDraft(Optional.empty());
    assertThat(fixture.service.draft()).isEmpty();
  }

  @Test
  void tellsOperationsInOrderAndTheLastEvenToTheSlow() throws Exception {
    var seen = new CopyOnWriteArrayList<OperationSnapshot>();
    var gate = new CountDownLatch(1);
    try (var subscription =
        fixture.service.onOperation(
            snapshot -> {
              try {
                gate.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              seen.add(snapshot);
            })) {
      var last = setUp(publicPlan(HOST, GuardKind.LOGIN), LOGIN);
      gate.countDown();
      Eventually.isTrue("the last one arrives", () -> seen.contains(last));
      assertThat(seen.stream().map(OperationSnapshot::sequence)).isSorted();
    }
  }

  @Test
  void aBrokenSiteFileIsSetAsideAndTheOthersAreServed() throws Exception {
    setUp(privatePlan("a.home.arpa"), Credentials.NONE);
    setUp(privatePlan("b.home.arpa"), Credentials.NONE);
    fixture.service.close();
    Files.writeString(folder.resolve("home/sites/a.home.arpa.json"), "{ broken");

    fixture.restart();

    assertThat(fixture.server.sites).containsOnlyKeys("b.home.arpa");
    assertThat(fixture.service.status().problems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.STATE_FILE_SET_ASIDE);
  }

  @Test
  void stopEndsIt() throws Exception {
    setUp(privatePlan("a.home.arpa"), Credentials.NONE);

    fixture.service.stop();

    fixture.service.awaitEnd();
    assertThat(fixture.server.isClosed()).isTrue();
    var next = new ServiceFixture(folder.resolve("home")).started();
    next.close();
  }

  @Test
  void renewalsAreDueAfterMonths() throws Exception {
    setUp(publicPlan(HOST, GuardKind.LOGIN), LOGIN);
    fixture.clock.forward(Duration.ofDays(70));

    assertThat(fixture.service.renew(HOST, false)).isTrue();
    assertThat(fixture.service.status().sites().getFirst().state()).isEqualTo(Health.OK);
  }

  private OperationSnapshot setUp(Plan plan, Credentials credentials) throws ProblemException {
    return fixture.awaitRest(fixture.service.start(plan, credentials).id());
  }

  private static StepReport mapping(OperationSnapshot operation) {
    return operation.steps().get(1);
  }

  private static Plan withApp(Plan plan, Upstream app) {
    var site = plan.site();
    return new Plan(
        new Site(site.address(), app, site.preset(), site.protection(), site.certificate(), false),
        plan.steps(),
        true);
  }

  private void refuses(ProblemCode code, Plan plan, Credentials credentials) {
    assertThat(refusal(() -> fixture.service.start(plan, credentials))).isEqualTo(code);
  }

  private static ProblemCode refusal(ThrowingCallable call) {
    var thrown = catchThrowableOfType(ProblemException.class, call);
    assertThat(thrown).isNotNull();
    return thrown.problem().code();
  }

  /** Texts of all files of the home, with their names. */
  private String everythingOnDisk() throws IOException {
    var all = new StringBuilder();
    try (var files = Files.walk(folder.resolve("home"))) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        all.append(file).append('\n').append(Files.readString(file)).append('\n');
      }
    }
    return all.toString();
  }
}
