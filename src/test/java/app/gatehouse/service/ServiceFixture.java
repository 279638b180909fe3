package app.gatehouse.service;

import app.gatehouse.cert.IssueListener;
import app.gatehouse.model.certificate.ChallengeKind;
import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.FirewallReport;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.NameReport;
import app.gatehouse.model.network.PortOutcome;
import app.gatehouse.model.network.ProbeParty;
import app.gatehouse.model.network.ProofWish;
import app.gatehouse.model.network.Verdict;
import app.gatehouse.model.network.Way;
import app.gatehouse.model.plan.Plan;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.AppKind;
import app.gatehouse.model.site.CertificateChoice;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.Limits;
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.model.site.Protection;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.net.Waiter;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.PhoneTry;
import app.gatehouse.service.part.AppSearch;
import app.gatehouse.service.part.FakeCertificates;
import app.gatehouse.service.part.FakeRouter;
import app.gatehouse.service.part.FakeSiteServer;
import app.gatehouse.service.part.HomeReader;
import app.gatehouse.service.part.SecretHashes;
import app.gatehouse.service.part.SteppedClock;
import app.gatehouse.service.part.VisitorView;
import app.gatehouse.setup.Setup;
import app.gatehouse.state.Home;
import app.gatehouse.state.Settings;
import app.gatehouse.support.Eventually;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A service among fakes, with a real home that can be started again. */
final class ServiceFixture implements AutoCloseable {
  final SteppedClock clock = new SteppedClock("2027-01-01T00:00:00Z");
  final FakeCertificates certificates;
  final FakeRouter router = new FakeRouter(Duration.ofHours(2));
  final Path folder;
  FakeSiteServer server = new FakeSiteServer();
  Service service;
  final FakeProvider duck = new FakeProvider();
  Map<IpFamily, InetAddress> publicAddresses =
      Map.of(IpFamily.IPV4, InetAddress.ofLiteral("203.0.113.7"));
  @Nullable Inet6Address ipv6;
  final SentAlerts sender = new SentAlerts();
  Waiter waiter = time -> new CountDownLatch(1).await();
  Supplier<ExecutorService> threads = Executors::newVirtualThreadPerTaskExecutor;
  String rehearsalDirectory = "";
  boolean appAnswers = true;

  /** What parties outside were asked for. */
  final List<ProofWish> proofs = new CopyOnWriteArrayList<>();

  Optional<Problem> visitorTrouble = Optional.empty();
  @Nullable X509Certificate shownInstead;

  ServiceFixture(Path folder) throws ProblemException {
    this(folder, Duration.ofDays(90));
  }

  /**
   * @param lifetime of certificates
   */
  ServiceFixture(Path folder, Duration lifetime) throws ProblemException {
    certificates = new FakeCertificates(clock, lifetime);
    this.folder = folder;
    service = make();
  }

  ServiceFixture started() throws ProblemException {
    service.startUp();
    return this;
  }

  /** Ends it without a goodbye to its ports, and starts another one on the same home. */
  void restart() throws ProblemException {
    service.close();
    server = new FakeSiteServer();
    service = make();
    service.startUp();
  }

  Service make() throws ProblemException {
    return new Service(
        new ServiceParts(
            "1.0",
            Home.open(folder, clock),
            Settings.defaults().with(Map.of("acme.rehearsal-directory", rehearsalDirectory)),
            server,
            certificates,
            new Apps(),
            new NoHome(),
            router,
            new Visitor(server),
            new Hashes(),
            clock,
            waiter,
            new Random(9),
            List.of(duck),
            sender,
            threads.get(),
            IssueListener.SILENT));
  }

  OperationSnapshot awaitRest(String id) {
    return Eventually.get(
        "operation rests",
        () -> service.operation(id).orElseThrow(),
        snapshot -> !snapshot.state().isActive());
  }

  static Plan publicPlan(String host, GuardKind guard) {
    return plan(
        new SiteAddress(AddressKind.OWN_DOMAIN, host),
        guard,
        new CertificateChoice(URI.create("https://ca.example/dir"), ChallengeKind.AUTO));
  }

  static Plan privatePlan(String host) {
    return plan(
        new SiteAddress(AddressKind.PRIVATE, host), GuardKind.OPEN, CertificateChoice.LOCAL_CA);
  }

  private static Plan plan(SiteAddress address, GuardKind guard, CertificateChoice certificate) {
    var site =
        new Site(
            address,
            new Upstream("127.0.0.1", 7860),
            "generic",
            new Protection(guard, List.of(), List.of(), Limits.API),
            certificate,
            false);
    return new Plan(site, Setup.steps(address.kind()), true);
  }

  @Override
  public void close() {
    service.close();
  }

  private final class Apps implements AppSearch {
    @Override
    public List<LocalApp> find() {
      return List.of();
    }

    @Override
    public LocalApp examine(String typed) throws ProblemException {
      return new LocalApp(
          Upstream.of(typed), "generic", "app", AppKind.PAGES, null, "127.0.0.1", List.of());
    }

    @Override
    public boolean answers(Upstream app) {
      return appAnswers;
    }
  }

  private final class NoHome implements HomeReader {
    @Override
    public HomeReport check(
        Set<Integer> ports, @Nullable FirewallReport firewall, Consumer<? super CheckResult> seen) {
      return home();
    }

    private static HomeReport home() {
      var unproven = new Verdict(PortOutcome.UNKNOWN, null);
      return new HomeReport(unproven, List.of(), List.of(), List.of(), null, Way.PROVE_FIRST);
    }

    @Override
    public HomeReport prove(ProofWish wish) {
      proofs.add(wish);
      return home();
    }

    @Override
    public PhoneTry invitePhone(ProofWish wish) {
      throw new AssertionError("not expected");
    }

    @Override
    public List<ProbeParty> parties() {
      return List.of();
    }

    @Override
    public NameReport checkName(SiteAddress address) {
      return duck.check(address.host(), publicAddresses);
    }

    @Override
    public Map<IpFamily, InetAddress> publicAddresses() {
      return publicAddresses;
    }

    @Override
    public Optional<Inet6Address> publicIpv6() {
      return Optional.ofNullable(ipv6);
    }

    @Override
    public String network() {
      return "home";
    }
  }

  private final class Visitor implements VisitorView {
    private final FakeSiteServer seen;

    Visitor(FakeSiteServer seen) {
      this.seen = seen;
    }

    @Override
    public Seen look(String host, int httpsPort, Collection<X509Certificate> extraRoots) {
      var shown = shownInstead;
      return new Seen(shown == null ? seen.serving(host).orElseThrow() : shown, visitorTrouble);
    }
  }

  private static final class Hashes implements SecretHashes {
    @Override
    public String password(String clear) {
      return "slow:" + clear.length();
    }

    @Override
    public String key(String clear) {
      return "fast:" + clear.length();
    }
  }
}
