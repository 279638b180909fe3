package app.gatehouse.service;

import app.gatehouse.cert.RenewalPolicy;
import app.gatehouse.cert.StoredCertificate;
import app.gatehouse.keeper.SiteHealth;
import app.gatehouse.keeper.Watched;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.status.Health;
import app.gatehouse.model.status.JobKind;
import app.gatehouse.model.status.JobReport;
import app.gatehouse.model.status.SiteStatus;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.service.job.SiteJob;
import app.gatehouse.service.part.CertificateSource;
import app.gatehouse.service.part.KnownTrouble;
import app.gatehouse.service.part.OwnersWill;
import app.gatehouse.service.part.Publication;
import app.gatehouse.service.part.SiteServer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.ToIntFunction;

/** Looks at sites and says how they are. */
final class SiteStates {
  private final SiteServer server;
  private final CertificateSource certificates;
  private final BiPredicate<Site, Instant> isAppUp;
  private final List<SiteJob> jobs;
  private final Publication publication;
  private final KnownTrouble trouble;
  private final OwnersWill will;
  private final ToIntFunction<Site> publicPort;
  private final InstantSource clock;

  /** Whom it asks. */
  record Rooms(
      Publication publication, KnownTrouble trouble, OwnersWill will, List<SiteJob> jobs) {}

  /**
   * @param publicPort the port in a site's address
   */
  SiteStates(
      ServiceParts parts,
      Rooms rooms,
      BiPredicate<Site, Instant> isAppUp,
      ToIntFunction<Site> publicPort) {
    server = parts.server();
    certificates = parts.certificates();
    publication = rooms.publication();
    trouble = rooms.trouble();
    will = rooms.will();
    jobs = rooms.jobs();
    this.isAppUp = isAppUp;
    this.publicPort = publicPort;
    clock = parts.clock();
  }

  SiteStatus of(Site site) {
    var now = clock.instant();
    var known = new ArrayList<>(known(site));
    Optional<StoredCertificate> certificate = Optional.empty();
    try {
      certificate = certificates.current(site.name());
      certificate.ifPresent(stored -> known.addAll(stored.remarks()));
    } catch (ProblemException e) {
      known.add(e.problem());
    }
    var served = certificate.filter(c -> publication.isServed(site.name(), c)).isPresent();
    var health =
        new SiteHealth(
            server.isOpen(),
            certificate.map(c -> c.facts().notAfter()),
            served,
            trouble.of(KnownTrouble.served(site.name())),
            isAppUp.test(site, now),
            known);
    var problems = health.problems(now, site.name(), site.app().url());
    var state = health.judge(now, problems);
    if (will.isOffline()) {
      // Whatever else there is to say, it begins with this.
      problems = List.of(Problem.warning(ProblemCode.TAKEN_OFFLINE));
      state = Health.ATTENTION;
    }
    return new SiteStatus(
        site.name(),
        site.address().displayName(),
        site.app().url(),
        site.address().kind(),
        site.address().url(publicPort.applyAsInt(site)),
        site.protection().guard(),
        certificate.map(c -> status(c, served)).orElse(null),
        state,
        site.paused(),
        problems,
        jobs.stream().flatMap(job -> job.report(site, now).stream()).toList());
  }

  /** The same for the alerts. */
  Watched watched(Site site) {
    var status = of(site);
    return new Watched(
        status,
        lifetime(site.name()),
        trouble.of(KnownTrouble.renewal(site.name())),
        status.jobs().stream()
            .filter(job -> job.kind() == JobKind.RENEWAL)
            .mapToInt(JobReport::failures)
            .sum());
  }

  private Optional<Duration> lifetime(String name) {
    try {
      return certificates.current(name).map(stored -> stored.facts().lifetime());
    } catch (ProblemException e) {
      return Optional.empty();
    }
  }

  private List<Problem> known(Site site) {
    var known = new ArrayList<>(trouble.under(KnownTrouble.PORTS));
    trouble.of(KnownTrouble.renewal(site.name())).ifPresent(known::add);
    trouble.of(KnownTrouble.name(site.name())).ifPresent(known::add);
    trouble.of(KnownTrouble.outside(site.name())).ifPresent(known::add);
    if (site.address().kind().isPublic()) {
      known.addAll(trouble.under(KnownTrouble.mapping()));
    }
    return known;
  }

  private static SiteStatus.CertificateStatus status(StoredCertificate stored, boolean served) {
    var facts = stored.facts();
    return new SiteStatus.CertificateStatus(
        facts.notAfter(), RenewalPolicy.renewAt(facts), facts.issuer(), served);
  }
}
