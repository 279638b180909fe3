package app.gatehouse.launch;

import app.gatehouse.cert.CertificateSettings;
import app.gatehouse.cert.Certificates;
import app.gatehouse.cert.IssueListener;
import app.gatehouse.cert.LocalAuthority;
import app.gatehouse.forward.Forwarder;
import app.gatehouse.forward.ForwarderSettings;
import app.gatehouse.forward.HostHeaderRule;
import app.gatehouse.forward.guard.Passwords;
import app.gatehouse.net.Waiter;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.router.Router;
import app.gatehouse.service.Service;
import app.gatehouse.service.ServiceParts;
import app.gatehouse.service.part.ForwarderServer;
import app.gatehouse.service.part.GuardHashes;
import app.gatehouse.service.part.LoopbackView;
import app.gatehouse.service.part.StoredCertificates;
import app.gatehouse.state.Home;
import app.gatehouse.state.Settings;
import app.gatehouse.text.Texts;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;

/** Connects the rooms, by hand and only here. */
final class Wiring {
  private final Settings settings;
  private final InstantSource clock = Clock.systemUTC();
  private final SecureRandom random = new SecureRandom();

  Wiring(Settings settings) {
    this.settings = settings;
  }

  /** A service with its own local CA in its home. Opens nothing yet. */
  Service service(Home home) throws ProblemException {
    var folder = home.certificates();
    var authority = LocalAuthority.inFolder(folder.resolve("local-ca"), clock, random);
    return service(home, authority);
  }

  /** A local CA that lives for a day in memory; only its public root is written, into a folder. */
  LocalAuthority throwAwayAuthority(Path folder) {
    return LocalAuthority.throwAway(folder, clock, random);
  }

  /** A service with the local CA that is given. */
  Service service(Home home, LocalAuthority authority) throws ProblemException {
    var forwarder = forwarder(home);
    return new Service(
        new ServiceParts(
            Version.SHORT,
            home,
            settings,
            new ForwarderServer(forwarder),
            certificates(home, authority),
            new Looks(settings, forwarder).apps(),
            new Looks(settings, forwarder).home(),
            Router.NONE,
            new LoopbackView(settings.listenAddress(), clock),
            new GuardHashes(new Passwords(random)),
            clock,
            Waiter.real(),
            random,
            IssueListener.SILENT));
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

  private Forwarder forwarder(Home home) throws ProblemException {
    var secret = new SessionSecret(home, random).readOrMake();
    return new Forwarder(
        ForwarderSettings.of(settings.httpPort(), settings.httpsPort(), secret)
            .withListenAddress(settings.listenAddress()),
        Texts::of,
        HostHeaderRule.PUBLIC,
        clock,
        random);
  }
}
