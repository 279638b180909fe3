package app.gatehouse.launch;

import app.gatehouse.alert.AlertMessage;
import app.gatehouse.alert.Mailer;
import app.gatehouse.alert.Webhook;
import app.gatehouse.apps.Presets;
import app.gatehouse.cert.CertificateSettings;
import app.gatehouse.cert.Certificates;
import app.gatehouse.cert.IssueListener;
import app.gatehouse.cert.LocalAuthority;
import app.gatehouse.forward.Forwarder;
import app.gatehouse.forward.ForwarderSettings;
import app.gatehouse.forward.HostHeaderRule;
import app.gatehouse.forward.guard.Passwords;
import app.gatehouse.model.alert.MailChannel;
import app.gatehouse.model.site.Site;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.net.Waiter;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.probe.TemporaryDoor;
import app.gatehouse.service.Service;
import app.gatehouse.service.ServiceParts;
import app.gatehouse.service.alert.AlertSender;
import app.gatehouse.service.part.ForwarderServer;
import app.gatehouse.service.part.GuardHashes;
import app.gatehouse.service.part.LoopbackView;
import app.gatehouse.service.part.StoredCertificates;
import app.gatehouse.state.Home;
import app.gatehouse.state.Settings;
import app.gatehouse.text.Texts;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Connects the rooms, by hand and only here. Closed after what it made. */
final class Wiring implements AutoCloseable {
  private final Settings settings;
  private final InstantSource clock = Clock.systemUTC();
  private final SecureRandom random = new SecureRandom();
  private final List<Looks> looks = new ArrayList<>();

  Wiring(Settings settings) {
    this.settings = settings;
  }

  /** A service with its own local CA in its home. Opens nothing yet. */
  Service service(Home home) throws ProblemException {
    return new Service(parts(home));
  }

  /** What such a service is made of. */
  ServiceParts parts(Home home) throws ProblemException {
    var folder = Certificates.localCaFolder(home.certificates());
    return parts(home, LocalAuthority.inFolder(folder, clock, random));
  }

  /** A local CA that lives for a day in memory; only its public root is written, into a folder. */
  LocalAuthority throwAwayAuthority(Path folder) {
    return LocalAuthority.throwAway(folder, clock, random);
  }

  /** A service with the local CA that is given. */
  Service service(Home home, LocalAuthority authority) throws ProblemException {
    return new Service(parts(home, authority));
  }

  private ServiceParts parts(Home home, LocalAuthority authority) throws ProblemException {
    var presets = Presets.load();
    var secret = new SessionSecret(home, random).readOrMake();
    var forwarder = forwarder(presets, secret);
    var door = new ForwarderDoor(forwarder, new TemporaryDoor(ProbeTls::context), clock, random);
    var knockers = Knockers.ofService(settings, home, door, clock);
    var look = new Looks(settings, presets, () -> openPorts(forwarder), secret, knockers);
    looks.add(look);
    return new ServiceParts(
        Version.SHORT,
        home,
        settings,
        new ForwarderServer(forwarder),
        certificates(home, authority),
        look.apps(),
        look.home(),
        look.router(),
        new LoopbackView(settings.listenAddress(), clock),
        new GuardHashes(new Passwords(random)),
        clock,
        Waiter.real(),
        random,
        NameProviders.all(look.http(), settings),
        sender(look.http()),
        Executors.newVirtualThreadPerTaskExecutor(),
        IssueListener.SILENT);
  }

  @Override
  public void close() {
    looks.forEach(Looks::close);
  }

  private static Set<Integer> openPorts(Forwarder forwarder) {
    return forwarder.isOpen() ? Set.of(forwarder.httpPort(), forwarder.httpsPort()) : Set.of();
  }

  private StoredCertificates certificates(Home home, LocalAuthority authority) {
    var caFile = settings.acmeCaFile();
    return new StoredCertificates(
        new Certificates(
            home.certificates(),
            CertificateSettings.defaults(caFile),
            clock,
            Waiter.real(),
            authority),
        caFile);
  }

  private Forwarder forwarder(Presets presets, byte[] secret) {
    return new Forwarder(
        ForwarderSettings.of(settings.httpPort(), settings.httpsPort(), secret)
            .withListenAddress(settings.listenAddress()),
        Texts::of,
        (site, publicHost) -> hostHeader(presets, site, publicHost),
        clock,
        random);
  }

  private AlertSender sender(HttpFetch http) {
    var mailer = new Mailer(List.of(), clock);
    var webhook = new Webhook(http);
    return new AlertSender() {
      @Override
      public void mail(MailChannel channel, @Nullable String password, AlertMessage message)
          throws ProblemException {
        mailer.send(channel, password, message);
      }

      @Override
      public void post(URI address, AlertMessage message)
          throws ProblemException, InterruptedException {
        webhook.post(address, message);
      }
    };
  }

  private static String hostHeader(Presets presets, Site site, String publicHost) {
    return switch (presets.hostHeader(site.preset())) {
      case PUBLIC -> publicHost;
      case LOCALHOST -> HostHeaderRule.LOCALHOST.hostHeader(site, publicHost);
    };
  }
}
