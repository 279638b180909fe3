package app.gatehouse.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.FirewallReport;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.NameReport;
import app.gatehouse.model.network.PortOutcome;
import app.gatehouse.model.network.Verdict;
import app.gatehouse.model.network.Way;
import app.gatehouse.model.plan.Answers;
import app.gatehouse.model.plan.Credentials;
import app.gatehouse.model.plan.Plan;
import app.gatehouse.model.plan.StepKind;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.AppKind;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.model.status.OperationState;
import app.gatehouse.model.status.ServiceInfo;
import app.gatehouse.model.status.SiteView;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SetupRunTest {
  private final Playing service = new Playing();
  private final ScriptedQuestions questions = new ScriptedQuestions();

  @Test
  void asksNothingThatIsKnown() throws Exception {
    var outcome = run(privately().guard(GuardKind.LOGIN).answers(), login());

    assertThat(outcome.operation().state()).isEqualTo(OperationState.DONE);
    assertThat(questions.asked).containsExactly("setup.ask.start");
    assertThat(service.checked).isEmpty();
    assertThat(service.started).hasSize(1);
    assertThat(service.started.getFirst().site().name()).isEqualTo("app.home.arpa");
    assertThat(questions.told).contains("review.topic.computer", "review.public.nothing");
    assertThat(questions.progress.getLast().state()).isEqualTo(OperationState.DONE);
  }

  @Test
  void asksForEverythingElse() throws Exception {
    service.found = List.of(app("7860", AppKind.PAGES), app("11434", AppKind.PAGES));
    questions
        .answers("setup.ask.app", "http://127.0.0.1:11434")
        .answers("setup.ask.address", "private")
        .answers("setup.ask.private-name", "")
        .answers("setup.ask.guard", "LOGIN")
        .answers("setup.ask.user", "ada")
        .answers("setup.ask.password", "short", "correct horse battery");

    run(Draft.empty().answers(), Credentials.NONE);

    var site = service.started.getFirst().site();
    assertThat(site.app().port()).isEqualTo(11434);
    assertThat(site.name()).isEqualTo("gradio.home.arpa");
    assertThat(questions.problems)
        .extracting(Problem::code)
        .containsExactly(ProblemCode.CREDENTIALS_TOO_WEAK);
  }

  @Test
  void takesATypedAppAndAsksAgainWhenNobodyListens() throws Exception {
    service.found = List.of(app("7860", AppKind.PAGES));
    questions.answers("setup.ask.app", "typed").answers("setup.ask.app-address", "9999", "7860");

    run(Draft.empty().address(AddressKind.PRIVATE, "a.home.arpa").answers(), login());

    assertThat(questions.problems)
        .extracting(Problem::code)
        .containsExactly(ProblemCode.APP_NOT_RUNNING);
    assertThat(service.started.getFirst().site().app().port()).isEqualTo(7860);
  }

  @Test
  void nobodyListensEndsItWhenNobodyCanBeAsked() {
    refuses(
        ProblemCode.APP_NOT_RUNNING,
        Draft.empty().app("9999").address(AddressKind.PRIVATE, "a.home.arpa").answers(),
        login());
    assertThat(service.started).isEmpty();
  }

  @Test
  void rehearsesRightBeforeTheCertificateAndNeverForAPrivateAddress() throws Exception {
    new SetupRun(service, questions, new Random(5))
        .rehearsing(true)
        .run(publicly().answers(), login());

    assertThat(service.started.getFirst().steps())
        .containsSubsequence(StepKind.MAP_PORTS, StepKind.REHEARSE, StepKind.CERTIFICATE);
    var refused =
        catchThrowableOfType(
            ProblemException.class,
            () ->
                new SetupRun(service, questions, new Random(5))
                    .rehearsing(true)
                    .run(privately().guard(GuardKind.LOGIN).answers(), login()));
    assertThat(refused.problem().code()).isEqualTo(ProblemCode.REHEARSAL_NOT_POSSIBLE);
    assertThat(service.started).hasSize(1);
  }

  @Test
  void aMissingPasswordEndsItWhenNobodyCanBeAsked() {
    refuses(
        ProblemCode.CREDENTIALS_MISSING,
        privately().guard(GuardKind.LOGIN).answers(),
        new Credentials("ada", null, null, null));
    assertThat(service.started).isEmpty();
  }

  @Test
  void makesAKeyAndHandsItBackOnce() throws Exception {
    var outcome = run(privately().guard(GuardKind.API_KEY).keyName("team").answers());

    assertThat(outcome.newKey()).hasValueSatisfying(key -> assertThat(key).startsWith("gh_"));
    assertThat(service.credentials.key()).isEqualTo(outcome.newKey().orElseThrow());
    assertThat(service.credentials.keyName()).isEqualTo("team");
    assertThat(outcome.toString()).doesNotContain(outcome.newKey().orElseThrow());
  }

  @Test
  void openNeedsTheNameTyped() throws Exception {
    refuses(ProblemCode.CONSENT_MISSING, privately().guard(GuardKind.OPEN).answers(), login());

    questions.answers("setup.ask.open-consent", "app.home.arpa");
    run(privately().guard(GuardKind.OPEN).answers());
    assertThat(service.started).hasSize(1);
    assertThat(questions.told).contains("setup.done.open");
  }

  @Test
  void decliningTheReviewChangesNothing() {
    questions.declines();

    refuses(ProblemCode.CANCELLED, privately().answers(), login());
    assertThat(service.started).isEmpty();
  }

  @Test
  void unknownReachabilityNeverStopsIt() throws Exception {
    service.home =
        homeReport(PortOutcome.UNKNOWN, Problem.warning(ProblemCode.REACHABILITY_UNPROVEN), null);

    var outcome = run(publicly().answers(), login());

    assertThat(outcome.operation().state()).isEqualTo(OperationState.DONE);
    assertThat(service.checked).containsExactly(Set.of(80, 443));
    assertThat(questions.asked).contains("setup.ask.start-and-agree");
    assertThat(service.started.getFirst().termsAgreed()).isTrue();
    assertThat(questions.problems)
        .extracting(Problem::code)
        .containsExactly(ProblemCode.REACHABILITY_UNPROVEN);
  }

  @Test
  void anErrorOfTheHomeStopsItUnlessAPersonGoesOn() throws Exception {
    service.home =
        homeReport(
            PortOutcome.UNKNOWN,
            Problem.warning(ProblemCode.REACHABILITY_UNPROVEN),
            Problem.error(ProblemCode.PORT_IN_USE).with("port", 80));

    refuses(ProblemCode.PORT_IN_USE, publicly().answers(), login());
    assertThat(service.started).isEmpty();

    questions.answers("setup.ask.go-on", "go-on");
    run(publicly().answers(), login());
    assertThat(service.started).hasSize(1);
  }

  @Test
  void aNameThatLeadsElsewhereStopsIt() {
    service.name =
        new NameReport(
            "app.example.com",
            List.of("203.0.113.9"),
            false,
            Problem.error(ProblemCode.NAME_POINTS_ELSEWHERE));

    refuses(ProblemCode.NAME_POINTS_ELSEWHERE, publicly().answers(), login());
    assertThat(service.started).isEmpty();
  }

  @Test
  void aFailureIsTakenBackWhenNobodyDecides() throws Exception {
    service.failures = 1;

    var outcome = run(privately().answers(), login());

    assertThat(outcome.operation().state()).isEqualTo(OperationState.CANCELLED);
    assertThat(service.cancelled).containsExactly("1");
    assertThat(questions.problems)
        .extracting(Problem::code)
        .containsExactly(ProblemCode.CA_UNREACHABLE);
  }

  @Test
  void aPersonMayTryAgain() throws Exception {
    service.failures = 2;
    questions.answers("setup.ask.retry", "retry", "retry");

    var outcome = run(privately().answers(), login());

    assertThat(outcome.operation().state()).isEqualTo(OperationState.DONE);
    assertThat(service.retried).isEqualTo(2);
  }

  @Test
  void whatFailedEarlierForTheSameNameMakesRoom() throws Exception {
    service.snapshot = service.snapshot("0", 5, OperationState.FAILED, "app.home.arpa");

    run(privately().answers(), login());

    assertThat(service.cancelled).containsExactly("0");
    assertThat(service.started).hasSize(1);
  }

  private SetupOutcome run(Answers answers) throws Exception {
    return run(answers, Credentials.NONE);
  }

  private SetupOutcome run(Answers answers, Credentials credentials) throws Exception {
    return new SetupRun(service, questions, new Random(5)).run(answers, credentials);
  }

  private void refuses(ProblemCode code, Answers answers, Credentials credentials) {
    var refused = catchThrowableOfType(ProblemException.class, () -> run(answers, credentials));
    assertThat(refused).isNotNull();
    assertThat(refused.problem().code()).isEqualTo(code);
  }

  private static Credentials login() {
    return new Credentials("ada", "correct horse battery", null, null);
  }

  private static Draft privately() {
    return Draft.empty().app("7860").address(AddressKind.PRIVATE, "app.home.arpa");
  }

  private static Draft publicly() {
    return Draft.empty().app("7860").address(AddressKind.OWN_DOMAIN, "app.example.com");
  }

  private static HomeReport homeReport(PortOutcome outcome, Problem verdict, Problem port) {
    var checks = port == null ? List.<CheckResult>of() : List.of(CheckResult.of("port-80", port));
    return new HomeReport(
        new Verdict(outcome, verdict), checks, List.of(), List.of(), null, Way.PROVE_FIRST);
  }

  private static LocalApp app(String port, AppKind kind) throws ProblemException {
    return new LocalApp(Upstream.of(port), "gradio", "Gradio", kind, null, "127.0.0.1", List.of());
  }

  /** A service that does what it is told, some failures first. */
  private static final class Playing extends RefusingService {
    private List<LocalApp> found = List.of();
    private HomeReport home = homeReport(PortOutcome.OPEN, null, null);
    private NameReport name = new NameReport("app.example.com", List.of(), true, null);
    private final List<Set<Integer>> checked = new ArrayList<>();
    private final List<Plan> started = new ArrayList<>();
    private final List<String> cancelled = new ArrayList<>();
    private Credentials credentials = Credentials.NONE;
    private int failures;
    private int retried;
    private OperationSnapshot snapshot;
    private Consumer<OperationSnapshot> listener = each -> {};

    @Override
    public ServiceInfo info() {
      return new ServiceInfo("1", 1, "/home", 80, 443, false, false);
    }

    @Override
    public String setting(String setting) {
      assertThat(setting).isEqualTo("acme.directory");
      return "https://ca.example/dir";
    }

    @Override
    public List<LocalApp> findApps() {
      return found;
    }

    @Override
    public LocalApp examineApp(String typed) throws ProblemException {
      if (typed.endsWith("9999")) {
        throw Problem.error(ProblemCode.APP_NOT_RUNNING).exception();
      }
      return app(Integer.toString(Upstream.of(typed).port()), AppKind.PAGES);
    }

    @Override
    public HomeReport checkHome(
        Set<Integer> ports, @Nullable FirewallReport firewall, Consumer<? super CheckResult> seen) {
      checked.add(ports);
      return home;
    }

    @Override
    public NameReport checkName(SiteAddress address) {
      return name;
    }

    @Override
    public Optional<URI> terms(URI directory) {
      return Optional.of(URI.create("https://ca.example/terms"));
    }

    @Override
    public List<OperationSnapshot> operations() {
      return snapshot == null ? List.of() : List.of(snapshot);
    }

    @Override
    public OperationSnapshot start(Plan plan, Credentials secrets) {
      started.add(plan);
      credentials = secrets;
      snapshot = snapshot("1", 1, OperationState.RUNNING, plan.site().name());
      goOn();
      return snapshot;
    }

    @Override
    public OperationSnapshot retry(String id) {
      retried++;
      change(OperationState.RUNNING);
      goOn();
      return snapshot;
    }

    @Override
    public OperationSnapshot cancel(String id) {
      cancelled.add(id);
      change(OperationState.UNDOING);
      change(OperationState.CANCELLED);
      return snapshot;
    }

    @Override
    public Optional<OperationSnapshot> operation(String id) {
      return Optional.ofNullable(snapshot).filter(s -> s.id().equals(id));
    }

    @Override
    public AutoCloseable onOperation(Consumer<OperationSnapshot> other) {
      listener = other;
      return () -> listener = each -> {};
    }

    private void goOn() {
      change(failures-- > 0 ? OperationState.FAILED : OperationState.DONE);
    }

    private void change(OperationState state) {
      snapshot = snapshot(snapshot.id(), snapshot.sequence() + 1, state, snapshot.site().name());
      listener.accept(snapshot);
    }

    private OperationSnapshot snapshot(
        String id, long sequence, OperationState state, String site) {
      var view =
          new SiteView(
              site,
              site,
              AddressKind.PRIVATE,
              "http://127.0.0.1:7860",
              "generic",
              GuardKind.OPEN,
              "https://" + site + "/",
              false);
      var problem =
          state == OperationState.FAILED ? Problem.error(ProblemCode.CA_UNREACHABLE) : null;
      return new OperationSnapshot(id, sequence, view, state, List.of(), problem);
    }
  }
}
