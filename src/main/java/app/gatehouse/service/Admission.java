package app.gatehouse.service;

import app.gatehouse.model.plan.Credentials;
import app.gatehouse.model.plan.Plan;
import app.gatehouse.model.plan.SiteChange;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.Protection;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.service.part.Rehearsal;
import app.gatehouse.service.part.SecretHashes;
import app.gatehouse.service.part.SiteServer;
import app.gatehouse.service.part.Sites;
import app.gatehouse.setup.Setup;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Looks at a plan before anything is changed. Clients have checked it already, but the service does
 * not rely on its clients.
 */
final class Admission {
  private final SiteServer server;
  private final SecretHashes hashes;
  private final Sites sites;
  private final Rehearsal rehearsal;

  Admission(SiteServer server, SecretHashes hashes, Sites sites, Rehearsal rehearsal) {
    this.server = server;
    this.hashes = hashes;
    this.sites = sites;
    this.rehearsal = rehearsal;
  }

  /**
   * The plan as it may be kept and carried out: with hashes where there were secrets.
   *
   * @throws ProblemException {@code site-exists}, {@code upstream-is-ourselves}, {@code
   *     consent-missing}, {@code credentials-missing}, {@code credentials-too-weak}, {@code
   *     name-not-valid}, {@code rehearsal-not-possible}
   */
  Plan admit(Plan plan, Credentials credentials) throws ProblemException {
    var site = plan.site();
    requireCanonical(site);
    if (sites.find(site.name()).isPresent()) {
      throw Problem.error(ProblemCode.SITE_EXISTS).with("name", site.name()).exception();
    }
    if (isOurselves(site.app(), site)) {
      throw Problem.error(ProblemCode.UPSTREAM_IS_OURSELVES)
          .with("address", site.app().url())
          .exception();
    }
    if (!site.certificate().isLocal() && !plan.termsAgreed()) {
      throw Problem.error(ProblemCode.CONSENT_MISSING).variant("terms").exception();
    }
    if (plan.isRehearsed()) {
      rehearsal.directory(site);
    }
    var guard = site.protection().guard();
    Setup.checkCredentials(guard, credentials);
    var admitted =
        new Plan(
            site.withProtection(protection(guard, site.protection(), credentials)),
            Setup.steps(site.address().kind()),
            plan.termsAgreed());
    return plan.isRehearsed() ? admitted.rehearsed() : admitted;
  }

  /**
   * A site as it is to be from now on.
   *
   * @param preset of the app, if that changes
   * @throws ProblemException as {@link #admit}
   */
  Site admit(Site site, SiteChange change, Credentials credentials, Supplier<String> preset)
      throws ProblemException {
    var changed = site;
    var app = change.app();
    if (app != null && !app.equals(site.app())) {
      if (isOurselves(app, site)) {
        throw Problem.error(ProblemCode.UPSTREAM_IS_OURSELVES)
            .with("address", app.url())
            .exception();
      }
      changed = changed.withApp(app, preset.get());
    }
    var guard = change.guard();
    if (guard != null) {
      if (guard == GuardKind.OPEN && !change.openConsent()) {
        throw Problem.error(ProblemCode.CONSENT_MISSING).variant("open").exception();
      }
      Setup.checkCredentials(guard, credentials);
      changed = changed.withProtection(protection(guard, site.protection(), credentials));
    }
    return changed;
  }

  /** A name reaches files, certificates and the router: only its one checked form may. */
  private static void requireCanonical(Site site) throws ProblemException {
    var checked = SiteAddress.of(site.address().kind(), site.address().host());
    if (!checked.equals(site.address())
        || site.certificate().isLocal() == site.address().kind().isPublic()) {
      throw Problem.error(ProblemCode.NAME_NOT_VALID).with("name", site.name()).exception();
    }
  }

  private Protection protection(GuardKind guard, Protection planned, Credentials credentials) {
    return switch (guard) {
      case LOGIN ->
          new Protection(
              guard,
              List.of(
                  new Protection.UserAccount(
                      Objects.requireNonNull(credentials.user()).strip(),
                      hashes.password(Objects.requireNonNull(credentials.password())))),
              keys(credentials),
              planned.limits());
      case API_KEY -> new Protection(guard, List.of(), keys(credentials), planned.limits());
      case OPEN -> new Protection(guard, List.of(), List.of(), planned.limits());
    };
  }

  private List<Protection.ApiKey> keys(Credentials credentials) {
    var key = credentials.key();
    if (key == null || key.isBlank()) {
      return List.of();
    }
    var name = Objects.requireNonNullElse(credentials.keyName(), "default");
    return List.of(new Protection.ApiKey(name, hashes.key(key)));
  }

  private boolean isOurselves(Upstream app, Site site) {
    if (app.port() != server.httpPort() && app.port() != server.httpsPort()) {
      return false;
    }
    return app.host().equals(site.name())
        || sites.find(app.host()).isPresent()
        || isThisComputer(app.host());
  }

  private static boolean isThisComputer(String host) {
    if (host.equals("localhost") || host.endsWith(".localhost")) {
      return true;
    }
    try {
      var address = InetAddress.ofLiteral(host);
      return address.isLoopbackAddress()
          || address.isAnyLocalAddress()
          || NetworkInterface.getByInetAddress(address) != null;
    } catch (IllegalArgumentException | SocketException e) {
      // A name: what it resolves to is seen when the app is examined.
      return false;
    }
  }
}
