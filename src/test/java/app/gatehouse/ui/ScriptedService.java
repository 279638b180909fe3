package app.gatehouse.ui;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.alert.AlertChannels;
import app.gatehouse.model.alert.MailChannel;
import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.FirewallReport;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.NameLogin;
import app.gatehouse.model.network.NameProviderInfo;
import app.gatehouse.model.network.NameReport;
import app.gatehouse.model.network.PhoneVisit;
import app.gatehouse.model.network.ProbeParty;
import app.gatehouse.model.network.ProofWish;
import app.gatehouse.model.plan.Answers;
import app.gatehouse.model.plan.Credentials;
import app.gatehouse.model.plan.Plan;
import app.gatehouse.model.plan.SiteChange;
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.model.status.OperationState;
import app.gatehouse.model.status.ServiceInfo;
import app.gatehouse.model.status.SiteView;
import app.gatehouse.model.status.StatusReport;
import app.gatehouse.model.status.StepReport;
import app.gatehouse.model.status.StepState;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A service that answers as a test says and fails where it says nothing. Its operations move on
 * only by {@link #advance}, {@link #fail} and {@link #finish}. Safe for all threads.
 */
public final class ScriptedService implements ServiceApi {

  /** An answer that may be a problem. */
  public interface Answer<T> {
    T get() throws ProblemException;
  }

  public volatile Answer<List<LocalApp>> apps = ScriptedService::notExpected;
  public volatile Answer<LocalApp> examined = ScriptedService::notExpected;
  public volatile Answer<HomeReport> home = ScriptedService::notExpected;

  /** What {@link #checkHome} tells before it answers. */
  public volatile List<CheckResult> seenFirst = List.of();

  public volatile Answer<PhoneVisit> visit = ScriptedService::notExpected;

  /** What comes of waiting for the phone, one after the other; then no answer any more. */
  public final Queue<Answer<PhoneVisit>> visits = new ConcurrentLinkedQueue<>();

  public volatile List<ProbeParty> parties = Facts.PARTIES;
  public volatile Answer<NameReport> name = ScriptedService::notExpected;
  public volatile Answer<Optional<URI>> terms = ScriptedService::notExpected;
  public volatile Answer<StatusReport> status = ScriptedService::notExpected;
  public volatile Answer<Boolean> renewed = ScriptedService::notExpected;
  public volatile Answer<URI> rehearsed = ScriptedService::notExpected;

  /** Fails where a change shall that is not an operation. */
  public volatile Answer<Optional<Problem>> changed = Optional::empty;

  /** Fails where a provider of names shall refuse. */
  public volatile Answer<Boolean> kept = () -> true;

  public volatile Answer<AlertChannels> alerts = ScriptedService::notExpected;

  /** What was changed last, and the secrets that came with it. */
  public volatile @Nullable SiteChange change;

  public volatile Answer<Plan> beforeStart = () -> null;

  /** Fails where a question about an operation shall. */
  public volatile Answer<OperationSnapshot> operationAnswer = () -> null;

  public volatile Optional<Answers> draft = Optional.empty();
  public volatile int httpsPort = 443;
  public volatile @Nullable Plan started;
  public volatile @Nullable Credentials credentials;
  public volatile @Nullable String mailPassword;
  public final List<String> requests = new CopyOnWriteArrayList<>();

  private final List<Consumer<OperationSnapshot>> listeners = new CopyOnWriteArrayList<>();
  private @Nullable OperationSnapshot operation;
  private long sequence;

  private static <T> T notExpected() {
    throw new AssertionError("not expected");
  }

  /** An answer that never comes. */
  public static <T> Answer<T> never() {
    return () -> {
      throw new InlineTaskRunner.NeverAnswers();
    };
  }

  public static <T> Answer<T> fails(Problem problem) {
    return () -> {
      throw problem.exception();
    };
  }

  @Override
  public ServiceInfo info() {
    return new ServiceInfo(
        "0.1.0", 4711, "/home/me/.local/state/gatehouse", 80, httpsPort, true, false);
  }

  @Override
  public StatusReport status() throws ProblemException {
    return status.get();
  }

  @Override
  public List<LocalApp> findApps() throws ProblemException {
    requests.add("find-apps");
    return apps.get();
  }

  @Override
  public LocalApp examineApp(String typed) throws ProblemException {
    requests.add("examine " + typed);
    return examined.get();
  }

  @Override
  public HomeReport checkHome(
      Set<Integer> ports, @Nullable FirewallReport firewall, Consumer<? super CheckResult> seen)
      throws ProblemException {
    requests.add("check-home");
    seenFirst.forEach(seen);
    return home.get();
  }

  @Override
  public HomeReport proveHome(ProofWish wish) throws ProblemException {
    requests.add("prove-home " + wish.without() + " map " + wish.map());
    return home.get();
  }

  @Override
  public List<ProbeParty> probeParties() {
    return parties;
  }

  @Override
  public PhoneVisit invitePhone(ProofWish wish) throws ProblemException {
    requests.add("invite-phone map " + wish.map());
    return visit.get();
  }

  @Override
  public PhoneVisit awaitPhone(int already) throws ProblemException {
    requests.add("await-phone " + already);
    var next = visits.poll();
    return next == null ? ScriptedService.<PhoneVisit>never().get() : next.get();
  }

  @Override
  public void endPhone() {
    requests.add("end-phone");
  }

  @Override
  public void leaveOut(Set<String> parties) {
    requests.add("leave-out " + parties);
  }

  @Override
  public NameReport checkName(SiteAddress address) throws ProblemException {
    requests.add("check-name " + address.host());
    return name.get();
  }

  @Override
  public Optional<URI> terms(URI directory) throws ProblemException {
    return terms.get();
  }

  @Override
  public String localRoot() throws ProblemException {
    return notExpected();
  }

  @Override
  public String setting(String name) {
    return "https://acme-v02.api.letsencrypt.org/directory";
  }

  @Override
  public synchronized OperationSnapshot start(Plan plan, Credentials secrets)
      throws ProblemException {
    beforeStart.get();
    started = plan;
    credentials = secrets;
    var steps = new ArrayList<StepReport>();
    for (var step : plan.steps()) {
      steps.add(new StepReport(step.id(), StepState.WAITING, null, null));
    }
    steps.set(0, new StepReport(steps.getFirst().id(), StepState.RUNNING, null, null));
    return tell(SiteView.of(plan.site(), httpsPort), OperationState.RUNNING, steps, null);
  }

  /** An operation that was there before. */
  public synchronized void resume(OperationSnapshot earlier) {
    operation = earlier;
    sequence = earlier.sequence();
  }

  /** The running step succeeds and the next one begins. */
  public synchronized void advance(@Nullable String progress) {
    var now = current();
    var steps = new ArrayList<>(now.steps());
    var at = running(steps);
    steps.set(at, new StepReport(steps.get(at).id(), StepState.OK, null, null));
    if (at + 1 < steps.size()) {
      steps.set(at + 1, new StepReport(steps.get(at + 1).id(), StepState.RUNNING, progress, null));
    }
    tell(now.site(), OperationState.RUNNING, steps, null);
  }

  /** The running step fails. */
  public synchronized void fail(Problem problem) {
    var now = current();
    var steps = new ArrayList<>(now.steps());
    var at = running(steps);
    steps.set(at, new StepReport(steps.get(at).id(), StepState.FAILED, null, problem));
    tell(now.site(), OperationState.FAILED, steps, problem);
  }

  /** Everything succeeds. */
  public synchronized void finish() {
    var now = current();
    var steps =
        now.steps().stream()
            .map(step -> new StepReport(step.id(), StepState.OK, null, null))
            .toList();
    tell(now.site(), OperationState.DONE, steps, null);
  }

  /** What was done has been taken back. */
  public synchronized void undone() {
    var now = current();
    var steps =
        now.steps().stream()
            .map(
                step ->
                    new StepReport(
                        step.id(),
                        step.state() == StepState.WAITING ? StepState.CANCELLED : StepState.UNDONE,
                        null,
                        null))
            .toList();
    tell(now.site(), OperationState.CANCELLED, steps, null);
  }

  /** What was done has been taken back, but for one step. */
  public synchronized void undoneExcept(int step, Problem why) {
    undone();
    var now = current();
    var steps = new ArrayList<>(now.steps());
    steps.set(step, new StepReport(steps.get(step).id(), StepState.FAILED, null, why));
    tell(now.site(), OperationState.CANCELLED, steps, why);
  }

  private static int running(List<StepReport> steps) {
    for (var i = 0; i < steps.size(); i++) {
      if (steps.get(i).state() == StepState.RUNNING) {
        return i;
      }
    }
    throw new AssertionError("no step runs");
  }

  private OperationSnapshot current() {
    if (operation == null) {
      throw new AssertionError("nothing was started");
    }
    return operation;
  }

  private OperationSnapshot tell(
      SiteView site, OperationState state, List<StepReport> steps, @Nullable Problem problem) {
    var now = new OperationSnapshot("op-1", ++sequence, site, state, steps, problem);
    operation = now;
    listeners.forEach(listener -> listener.accept(now));
    return now;
  }

  @Override
  public synchronized Optional<OperationSnapshot> operation(String id) throws ProblemException {
    operationAnswer.get();
    return Optional.ofNullable(operation);
  }

  @Override
  public synchronized List<OperationSnapshot> operations() {
    return operation == null ? List.of() : List.of(operation);
  }

  @Override
  public synchronized OperationSnapshot retry(String id) {
    requests.add("retry");
    var now = current();
    var steps =
        now.steps().stream()
            .map(
                step ->
                    step.state() == StepState.FAILED
                        ? new StepReport(step.id(), StepState.RUNNING, null, null)
                        : step)
            .toList();
    return tell(now.site(), OperationState.RUNNING, steps, null);
  }

  @Override
  public synchronized OperationSnapshot cancel(String id) {
    requests.add("cancel");
    var now = current();
    return tell(now.site(), OperationState.UNDOING, now.steps(), null);
  }

  @Override
  public void saveDraft(Optional<Answers> answers) {
    draft = answers;
  }

  @Override
  public Optional<Answers> draft() {
    return draft;
  }

  @Override
  public boolean renew(String site, boolean force) throws ProblemException {
    requests.add("renew " + site);
    return renewed.get();
  }

  @Override
  public URI rehearse(String site) throws ProblemException {
    requests.add("rehearse " + site);
    return rehearsed.get();
  }

  @Override
  public void pause(String site, boolean paused) throws ProblemException {
    requests.add((paused ? "pause " : "resume ") + site);
    changed.get();
  }

  @Override
  public void change(String site, SiteChange wanted, Credentials secrets) throws ProblemException {
    requests.add("change " + site);
    changed.get();
    change = wanted;
    credentials = secrets;
  }

  @Override
  public void takeOffline(boolean offline) throws ProblemException {
    requests.add(offline ? "offline" : "online");
    changed.get();
  }

  @Override
  public void keepQuiet(boolean quiet) throws ProblemException {
    requests.add(quiet ? "quiet" : "loud");
    changed.get();
  }

  @Override
  public List<NameProviderInfo> nameProviders() {
    return Facts.NAME_PROVIDERS;
  }

  @Override
  public void keepName(String host, String provider, NameLogin login) throws ProblemException {
    requests.add("keep-name " + host + " " + provider + " " + login.fields().values());
    kept.get();
  }

  @Override
  public AlertChannels alerts() throws ProblemException {
    return alerts.get();
  }

  @Override
  public void alertByMail(Optional<MailChannel> channel, @Nullable String password, String language)
      throws ProblemException {
    requests.add("mail " + channel.map(MailChannel::toString).orElse("off") + " " + language);
    changed.get();
    mailPassword = password;
    alerts = alertsThen(new AlertChannels(channel.orElse(null), alerts.get().webhook()));
  }

  private static Answer<AlertChannels> alertsThen(AlertChannels now) {
    return () -> now;
  }

  @Override
  public void unmap() {
    notExpected();
  }

  @Override
  public void alertByWebhook(Optional<URI> address, String language) throws ProblemException {
    requests.add("hook " + address.map(URI::toString).orElse("off") + " " + language);
    changed.get();
    var server = address.map(URI::getHost).orElse(null);
    alerts = alertsThen(new AlertChannels(alerts.get().mail(), server));
  }

  @Override
  public void testAlerts() throws ProblemException {
    requests.add("test-alerts");
    changed.get();
  }

  @Override
  public String report() {
    return notExpected();
  }

  @Override
  public void checkNow() throws ProblemException {
    requests.add("check-now");
    changed.get();
  }

  @Override
  public void allowUser(String name) {
    notExpected();
  }

  @Override
  public void remove(String site) throws ProblemException {
    requests.add("remove " + site);
    changed.get();
  }

  @Override
  public void stop() {
    notExpected();
  }

  @Override
  public AutoCloseable onOperation(Consumer<OperationSnapshot> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** How many follow the operations. */
  public int listeners() {
    return listeners.size();
  }

  @Override
  public void close() {}

  /** A problem that a test does not care about. */
  public static Problem anyProblem() {
    return new Problem(
        ProblemCode.SERVICE_NOT_REACHABLE,
        app.gatehouse.problem.Severity.ERROR,
        Map.of(),
        "ConnectException: Connection refused");
  }
}
