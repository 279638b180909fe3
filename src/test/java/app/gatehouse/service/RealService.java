package app.gatehouse.service;

import app.gatehouse.apps.AppFinder;
import app.gatehouse.apps.Presets;
import app.gatehouse.cert.CertificateSettings;
import app.gatehouse.cert.Certificates;
import app.gatehouse.cert.IssueListener;
import app.gatehouse.forward.Forwarder;
import app.gatehouse.forward.ForwarderSettings;
import app.gatehouse.forward.HostHeaderRule;
import app.gatehouse.forward.guard.Passwords;
import app.gatehouse.model.certificate.ChallengeKind;
import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.FirewallReport;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.NameReport;
import app.gatehouse.model.network.ProbeParty;
import app.gatehouse.model.network.ProofWish;
import app.gatehouse.model.plan.Plan;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.CertificateChoice;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.Limits;
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.model.site.Protection;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.net.TlsProbe;
import app.gatehouse.net.TlsServed;
import app.gatehouse.net.Waiter;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.PhoneTry;
import app.gatehouse.reach.router.Router;
import app.gatehouse.service.part.AppSearch;
import app.gatehouse.service.part.ForwarderServer;
import app.gatehouse.service.part.GuardHashes;
import app.gatehouse.service.part.HomeReader;
import app.gatehouse.service.part.LoopbackView;
import app.gatehouse.service.part.StoredCertificates;
import app.gatehouse.setup.Setup;
import app.gatehouse.state.Home;
import app.gatehouse.state.HomeLock;
import app.gatehouse.state.Settings;
import app.gatehouse.support.Eventually;
import app.gatehouse.text.Texts;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A service made of the real rooms, on loopback only. */
final class RealService implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  final Home home;
  private final HomeLock lock;
  final Certificates certificates;
  final Service service;

  RealService(
      Path folder,
      int httpPort,
      int httpsPort,
      Optional<Path> caFile,
      Router router,
      IssueListener milestones)
      throws ProblemException {
    var clock = InstantSource.system();
    var random = new SecureRandom();
    var settings =
        Settings.defaults()
            .with(
                Map.of(
                    "http.port", Integer.toString(httpPort),
                    "https.port", Integer.toString(httpsPort),
                    "listen.address", LOOPBACK,
                    "acme.ca-file", caFile.map(Path::toString).orElse("")));
    home = Home.open(folder, clock);
    lock = home.lock();
    certificates =
        new Certificates(
            home.certificates(),
            CertificateSettings.defaults(caFile),
            clock,
            random,
            Waiter.real());
    var forwarder =
        new Forwarder(
            ForwarderSettings.of(httpPort, httpsPort, new byte[32]).withListenAddress(LOOPBACK),
            Texts::of,
            HostHeaderRule.PUBLIC,
            clock,
            random);
    service =
        new Service(
            new ServiceParts(
                "1.0",
                home,
                settings,
                new ForwarderServer(forwarder),
                new StoredCertificates(certificates, caFile),
                new Apps(
                    new AppFinder(
                        Optional::empty, Presets.load(), new HttpFetch(List.of()), Set::of)),
                new NoHome(),
                router,
                new LoopbackView(LOOPBACK, clock),
                new GuardHashes(new Passwords(random)),
                clock,
                Waiter.real(),
                random,
                List.of(),
                new SentAlerts(),
                Executors.newVirtualThreadPerTaskExecutor(),
                milestones));
  }

  OperationSnapshot awaitRest(String id) {
    return Eventually.get(
        "operation rests",
        Duration.ofSeconds(60),
        () -> service.operation(id).orElseThrow(),
        snapshot -> !snapshot.state().isActive());
  }

  /** What a visitor gets. */
  TlsServed visit(String host, String path) throws InterruptedException {
    var result =
        TlsProbe.fetch(
            new InetSocketAddress(LOOPBACK, service.info().httpsPort()),
            host,
            path,
            Duration.ofSeconds(10));
    if (result instanceof TlsServed served) {
      return served;
    }
    throw new AssertionError(result);
  }

  static Plan publicPlan(String host, Upstream app, URI directory, GuardKind guard) {
    return plan(
        new SiteAddress(AddressKind.OWN_DOMAIN, host),
        app,
        guard,
        new CertificateChoice(directory, ChallengeKind.AUTO));
  }

  static Plan privatePlan(String host, Upstream app) {
    return plan(
        new SiteAddress(AddressKind.PRIVATE, host),
        app,
        GuardKind.OPEN,
        CertificateChoice.LOCAL_CA);
  }

  private static Plan plan(
      SiteAddress address, Upstream app, GuardKind guard, CertificateChoice certificate) {
    var site =
        new Site(
            address,
            app,
            LocalApp.GENERIC,
            new Protection(guard, List.of(), List.of(), Limits.API),
            certificate,
            false);
    return new Plan(site, Setup.steps(address.kind()), true);
  }

  @Override
  public void close() {
    service.close();
    lock.close();
  }

  private record Apps(AppFinder finder) implements AppSearch {
    @Override
    public List<LocalApp> find() throws ProblemException {
      return finder.find();
    }

    @Override
    public LocalApp examine(String typed) throws ProblemException {
      return finder.examine(typed);
    }

    @Override
    public boolean answers(Upstream app) {
      return finder.answers(app);
    }
  }

  private static final class NoHome implements HomeReader {
    @Override
    public HomeReport check(
        Set<Integer> ports, @Nullable FirewallReport firewall, Consumer<? super CheckResult> seen) {
      throw new AssertionError("not expected");
    }

    @Override
    public HomeReport prove(ProofWish wish) {
      throw new AssertionError("not expected");
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
      throw new AssertionError("not expected");
    }

    @Override
    public Map<IpFamily, InetAddress> publicAddresses() {
      return Map.of();
    }

    @Override
    public Optional<Inet6Address> publicIpv6() {
      return Optional.empty();
    }

    @Override
    public String network() {
      return "home";
    }
  }
}
