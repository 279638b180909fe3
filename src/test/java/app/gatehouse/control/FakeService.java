package app.gatehouse.control;

import app.gatehouse.model.alert.AlertChannels;
import app.gatehouse.model.alert.MailChannel;
import app.gatehouse.model.alert.MailSecurity;
import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.FirewallReport;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.NameLogin;
import app.gatehouse.model.network.NameProviderInfo;
import app.gatehouse.model.network.NameReport;
import app.gatehouse.model.network.PhoneLink;
import app.gatehouse.model.network.PhoneVisit;
import app.gatehouse.model.network.PortOutcome;
import app.gatehouse.model.network.PortReport;
import app.gatehouse.model.network.ProbeParty;
import app.gatehouse.model.network.ProofWish;
import app.gatehouse.model.network.Verdict;
import app.gatehouse.model.network.Way;
import app.gatehouse.model.plan.Answers;
import app.gatehouse.model.plan.Credentials;
import app.gatehouse.model.plan.Plan;
import app.gatehouse.model.plan.SiteChange;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.AppKind;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.model.status.Health;
import app.gatehouse.model.status.JobKind;
import app.gatehouse.model.status.JobReport;
import app.gatehouse.model.status.Notice;
import app.gatehouse.model.status.NoticeKind;
import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.model.status.OperationState;
import app.gatehouse.model.status.ServiceInfo;
import app.gatehouse.model.status.SiteStatus;
import app.gatehouse.model.status.SiteView;
import app.gatehouse.model.status.StatusReport;
import app.gatehouse.model.status.StepReport;
import app.gatehouse.model.status.StepState;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A service that only remembers: enough of one to see that everything arrives. */
final class FakeService implements ServiceApi {
  private static final PhoneVisit VISIT =
      new PhoneVisit(
          List.of(new PhoneLink(80, "http://203.0.113.7:80/.well-known/acme-challenge/t")),
          2,
          Set.of(80),
          true,
          false,
          null);

  static final MailChannel MAIL =
      new MailChannel(
          "smtp.example", 465, MailSecurity.TLS, "ada", "ada@example.com", "me@example.com");

  static final String SITE = "app.example.net";
  static final Problem DETAILED =
      Problem.warning(ProblemCode.PORT_IN_USE)
          .with("port", 80)
          .variant("system")
          .detail("BindException: 地址已被使用");

  /** {@link #findApps} waits here while it is set. */
  volatile @Nullable CountDownLatch gate;

  /** {@link #renew} waits here while it is set; it changes something. */
  volatile @Nullable CountDownLatch renewGate;

  /** {@link #info} fails with this while it is set. */
  volatile @Nullable RuntimeException bug;

  volatile Runnable onStop = () -> {};

  final CountDownLatch entered = new CountDownLatch(1);
  final CountDownLatch interrupted = new CountDownLatch(1);
  final CountDownLatch stopped = new CountDownLatch(1);
  final AtomicInteger renewed = new AtomicInteger();
  final List<String> changes = new CopyOnWriteArrayList<>();
  final List<Credentials> credentials = new CopyOnWriteArrayList<>();
  final List<Plan> plans = new CopyOnWriteArrayList<>();
  final Set<Consumer<OperationSnapshot>> listeners = ConcurrentHashMap.newKeySet();
  private final Map<String, OperationSnapshot> operations = new ConcurrentHashMap<>();
  private volatile Optional<Answers> draft = Optional.empty();

  static OperationSnapshot snapshot(String id, long sequence, OperationState state) {
    var view =
        new SiteView(
            SITE,
            SITE,
            AddressKind.OWN_DOMAIN,
            "http://127.0.0.1:7860",
            "gradio",
            GuardKind.LOGIN,
            "https://" + SITE + "/",
            false);
    var steps =
        List.of(
            new StepReport("open-ports", StepState.OK, null, null),
            new StepReport("certificate", StepState.RUNNING, "order-placed", DETAILED));
    return new OperationSnapshot(id, sequence, view, state, steps, null);
  }

  /** Tells every listener. */
  void emit(OperationSnapshot snapshot) {
    operations.put(snapshot.id(), snapshot);
    listeners.forEach(listener -> listener.accept(snapshot));
  }

  @Override
  public ServiceInfo info() {
    var thrown = bug;
    if (thrown != null) {
      throw thrown;
    }
    return new ServiceInfo("0.1.0", 4711, "/home/ada/.local/state/gatehouse", 80, 443, true, false);
  }

  @Override
  public StatusReport status() {
    var certificate =
        new SiteStatus.CertificateStatus(
            Instant.parse("2027-01-01T00:00:00Z"),
            Instant.parse("2026-12-01T00:00:00Z"),
            "R12",
            true);
    var first =
        new SiteStatus(
            SITE,
            SITE,
            "http://127.0.0.1:7860",
            AddressKind.OWN_DOMAIN,
            "https://" + SITE + "/",
            GuardKind.LOGIN,
            certificate,
            Health.ATTENTION,
            false,
            List.of(DETAILED),
            List.of(
                new JobReport(JobKind.RENEWAL, null, null, Instant.EPOCH, 0),
                new JobReport(JobKind.SERVED, Instant.EPOCH, Instant.EPOCH, null, 2)));
    var second =
        new SiteStatus(
            "203.0.113.7",
            "203.0.113.7",
            "http://127.0.0.1:5000",
            AddressKind.PUBLIC_IP,
            "https://203.0.113.7/",
            GuardKind.API_KEY,
            null,
            Health.BROKEN,
            true,
            List.of(),
            List.of());
    var told =
        List.of(
            new Notice(7, Instant.EPOCH, NoticeKind.BROKEN, SITE, SITE, DETAILED),
            new Notice(8, Instant.EPOCH, NoticeKind.RECOVERED, SITE, SITE, null));
    return new StatusReport(List.of(first, second), info(), List.of(DETAILED), told, Instant.EPOCH);
  }

  @Override
  public List<LocalApp> findApps() throws ProblemException {
    entered.countDown();
    var wait = gate;
    if (wait != null) {
      try {
        wait.await();
      } catch (InterruptedException e) {
        interrupted.countDown();
        Thread.currentThread().interrupt();
        throw Problem.error(ProblemCode.CANCELLED).exception();
      }
    }
    return List.of(
        app("127.0.0.1", 7860, "python3"), app("::1", 11434, null), app("0.0.0.0", 5000, "文"));
  }

  @Override
  public LocalApp examineApp(String typed) throws ProblemException {
    var upstream = Upstream.of(typed);
    return app(upstream.host(), upstream.port(), null);
  }

  @Override
  public HomeReport checkHome(
      Set<Integer> ports, @Nullable FirewallReport firewall, Consumer<? super CheckResult> seen) {
    var reports =
        ports.stream().sorted().map(port -> PortReport.unknown(port, IpFamily.IPV6)).toList();
    var checks =
        List.of(
            CheckResult.of("port-80", DETAILED),
            CheckResult.ok("firewall", Map.of("told", String.valueOf(firewall))));
    checks.forEach(seen);
    return new HomeReport(
        new Verdict(PortOutcome.CLOSED, DETAILED),
        checks,
        reports,
        List.of("192.168.1.2", "fe80::1"),
        null,
        Way.ASK_PROVIDER);
  }

  @Override
  public HomeReport proveHome(ProofWish wish) {
    return checkHome(wish.ports(), wish.firewall(), check -> {});
  }

  @Override
  public List<ProbeParty> probeParties() {
    return List.of(new ProbeParty("knocker", "knocker.example", true, false));
  }

  @Override
  public PhoneVisit invitePhone(ProofWish wish) {
    return VISIT;
  }

  @Override
  public PhoneVisit awaitPhone(int already) {
    return VISIT;
  }

  @Override
  public void endPhone() {
    changes.add("end phone");
  }

  @Override
  public void leaveOut(Set<String> parties) {
    changes.add("leave out " + parties);
  }

  @Override
  public NameReport checkName(SiteAddress address) {
    return new NameReport(address.host(), List.of("203.0.113.7"), true, null);
  }

  @Override
  public Optional<URI> terms(URI directory) {
    return directory.getPath().equals("/none")
        ? Optional.empty()
        : Optional.of(directory.resolve("/terms"));
  }

  @Override
  public String localRoot() {
    return "-----BEGIN CERTIFICATE-----";
  }

  @Override
  public String setting(String name) throws ProblemException {
    if (name.equals("http.port")) {
      return "80";
    }
    throw Problem.error(ProblemCode.SETTING_NOT_VALID).with("setting", name).exception();
  }

  @Override
  public OperationSnapshot start(Plan plan, Credentials given) throws ProblemException {
    if (given.user() == null) {
      throw Problem.error(ProblemCode.CREDENTIALS_MISSING).with("missing", "user").exception();
    }
    plans.add(plan);
    credentials.add(given);
    var started = snapshot("op-" + plans.size(), 1, OperationState.RUNNING);
    operations.put(started.id(), started);
    return started;
  }

  @Override
  public Optional<OperationSnapshot> operation(String id) {
    return Optional.ofNullable(operations.get(id));
  }

  @Override
  public List<OperationSnapshot> operations() {
    var all = new ArrayList<>(operations.values());
    all.sort(java.util.Comparator.comparing(OperationSnapshot::id));
    return all;
  }

  @Override
  public OperationSnapshot retry(String id) {
    return changed("retry", id, OperationState.RUNNING);
  }

  @Override
  public OperationSnapshot cancel(String id) {
    return changed("cancel", id, OperationState.UNDOING);
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
    known(site);
    entered.countDown();
    var wait = renewGate;
    if (wait != null) {
      try {
        wait.await();
      } catch (InterruptedException e) {
        interrupted.countDown();
      }
    }
    renewed.incrementAndGet();
    return force;
  }

  @Override
  public URI rehearse(String site) throws ProblemException {
    known(site);
    return URI.create("https://staging.example/directory");
  }

  @Override
  public void pause(String site, boolean paused) throws ProblemException {
    known(site);
    changes.add("pause " + site + " " + paused);
  }

  @Override
  public void unmap() {
    changes.add("unmap");
  }

  @Override
  public void change(String site, SiteChange change, Credentials credentials) {
    changes.add("change " + site + " " + change);
    this.credentials.add(credentials);
  }

  @Override
  public void takeOffline(boolean offline) {
    changes.add("offline " + offline);
  }

  @Override
  public void keepQuiet(boolean quiet) {
    changes.add("quiet " + quiet);
  }

  @Override
  public List<NameProviderInfo> nameProviders() {
    return List.of(
        new NameProviderInfo(
            "duckdns", List.of(NameLogin.Field.TOKEN), URI.create("https://a.example"), "x.y.org"),
        new NameProviderInfo("custom", List.of(), null, "app.example.com"));
  }

  @Override
  public void keepName(String host, String provider, NameLogin login) {
    changes.add("name " + host + " " + provider + " " + login.fields());
  }

  @Override
  public AlertChannels alerts() {
    return new AlertChannels(MAIL, "ntfy.example");
  }

  @Override
  public void alertByMail(
      Optional<MailChannel> channel, @Nullable String password, String language) {
    changes.add("mail " + channel + " " + password + " " + language);
  }

  @Override
  public void alertByWebhook(Optional<URI> address, String language) {
    changes.add("webhook " + address + " " + language);
  }

  @Override
  public void testAlerts() {
    changes.add("test alerts");
  }

  @Override
  public String report() {
    return "all is well\n一切正常\n";
  }

  @Override
  public void checkNow() {
    changes.add("check now");
  }

  @Override
  public void allowUser(String name) {
    changes.add("allow " + name);
  }

  @Override
  public void remove(String site) throws ProblemException {
    known(site);
    changes.add("remove " + site);
  }

  @Override
  public void stop() {
    stopped.countDown();
    onStop.run();
  }

  @Override
  public AutoCloseable onOperation(Consumer<OperationSnapshot> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public void close() {}

  private OperationSnapshot changed(String what, String id, OperationState state) {
    changes.add(what + " " + id);
    var before = operations.get(id);
    var after = snapshot(id, before == null ? 1 : before.sequence() + 1, state);
    operations.put(id, after);
    return after;
  }

  private static LocalApp app(String host, int port, @Nullable String process) {
    return new LocalApp(
        new Upstream(host, port), "gradio", "应用", AppKind.PAGES, process, host, List.of(DETAILED));
  }

  private static void known(String site) throws ProblemException {
    if (!site.equals(SITE)) {
      throw Problem.error(ProblemCode.SITE_NOT_FOUND).with("name", site).exception();
    }
  }
}
