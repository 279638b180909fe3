package app.gatehouse.service.job;

import app.gatehouse.cert.Attempt;
import app.gatehouse.cert.ChallengePublisher;
import app.gatehouse.cert.IssueListener;
import app.gatehouse.cert.RenewalDecision;
import app.gatehouse.cert.RenewalDecision.RenewNow;
import app.gatehouse.cert.RenewalPolicy;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.status.JobKind;
import app.gatehouse.model.status.JobReport;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.problem.Severity;
import app.gatehouse.service.part.CertificateSource;
import app.gatehouse.service.part.KnownTrouble;
import app.gatehouse.service.part.Publication;
import app.gatehouse.service.part.Sites;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews certificates when the policy says so, and sees to it that sites are served with the newest
 * that is stored, however it came there. At most one renewal of a site at a time, whoever asks for
 * it.
 */
public final class CertificateJob implements SiteJob {
  private static final Logger LOG = LoggerFactory.getLogger(CertificateJob.class);
  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final CertificateSource certificates;
  private final ChallengePublisher publisher;
  private final Publication publication;
  private final Sites sites;
  private final JobRecords records;
  private final KnownTrouble trouble;
  private final Predicate<String> busyElsewhere;
  private final InstantSource clock;
  private final Executor executor;
  private final IssueListener milestones;
  private final ConcurrentHashMap<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  /** What the job works with, beside its habits. */
  public record Rooms(
      CertificateSource certificates,
      ChallengePublisher publisher,
      Publication publication,
      Sites sites,
      JobRecords records,
      KnownTrouble trouble) {}

  /**
   * @param busyElsewhere whether an operation is at work on the named site
   * @param executor where CAs are talked to, which may take minutes
   */
  public CertificateJob(
      Rooms rooms,
      Predicate<String> busyElsewhere,
      InstantSource clock,
      Executor executor,
      IssueListener milestones) {
    this.certificates = rooms.certificates();
    this.publisher = rooms.publisher();
    this.publication = rooms.publication();
    this.sites = rooms.sites();
    this.records = rooms.records();
    this.trouble = rooms.trouble();
    this.busyElsewhere = busyElsewhere;
    this.clock = clock;
    this.executor = executor;
    this.milestones = milestones;
  }

  @Override
  public Instant run(Instant now) {
    for (var site : sites.all()) {
      var name = site.name();
      if (!busyElsewhere.test(name)) {
        serveWhatIsStored(name);
        if (decide(name, now) instanceof RenewNow) {
          executor.execute(() -> renewDue(name));
        }
      }
    }
    return now.plus(PERIOD);
  }

  /** A renewal may have broken off when all but this was done, and people mend files by hand. */
  private void serveWhatIsStored(String name) {
    try {
      if (publication.refresh(name)) {
        LOG.info("{} is served with what was stored for it", name);
        succeeded(name);
      }
    } catch (ProblemException e) {
      LOG.debug("{} waits for another certificate: {}", name, e.getMessage());
    }
  }

  private void renewDue(String name) {
    var lock = lock(name);
    if (!lock.tryLock()) {
      return;
    }
    try {
      renew(name, false);
    } catch (ProblemException e) {
      LOG.warn("The certificate of {} was not renewed: {}", name, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Renews now, or only when it is due. Waits for a renewal of this site that is under way.
   *
   * @return whether a new certificate is served now
   * @throws ProblemException {@code site-not-found}, or what the CA, the network or the disk has
   *     against it
   */
  public boolean renew(String name, boolean force) throws ProblemException, InterruptedException {
    var lock = lock(name);
    lock.lockInterruptibly();
    try {
      // Look again: whoever held the lock may have done it, or removed the site.
      var site = sites.known(name);
      return (force || decide(name, clock.instant()) instanceof RenewNow) && renew(site);
    } finally {
      lock.unlock();
    }
  }

  private boolean renew(Site site) throws ProblemException, InterruptedException {
    var name = site.name();
    try {
      var fresh = certificates.renew(site, publisher, milestones);
      publication.refresh(name);
      LOG.info("{} has a certificate until {}", name, fresh.facts().notAfter());
      succeeded(name);
      return publication.isServed(name, fresh);
    } catch (ProblemException e) {
      if (e.problem().code() != ProblemCode.CANCELLED) {
        noteFailure(name, e.problem());
      }
      throw e;
    } catch (RuntimeException e) {
      LOG.error("The renewal of {} broke", name, e);
      var broken = Problem.error(ProblemCode.UNKNOWN).with("short-code", "RENEW").cause(e);
      noteFailure(name, broken);
      throw new ProblemException(broken, e);
    }
  }

  private ReentrantLock lock(String name) {
    return locks.computeIfAbsent(name, _ -> new ReentrantLock());
  }

  /** What was wrong when the last service ended still is, as far as anybody knows. */
  public void recall() {
    for (var site : sites.all()) {
      records
          .of(JobKind.RENEWAL, site.name())
          .flatMap(entry -> Optional.ofNullable(entry.problem()))
          .ifPresent(problem -> trouble.note(KnownTrouble.renewal(site.name()), problem));
    }
  }

  @Override
  public Optional<JobReport> report(Site site, Instant now) {
    var next =
        switch (decide(site.name(), now)) {
          case RenewalDecision.Keep(var until) -> until;
          case RenewNow _ -> now;
        };
    return Optional.of(
        records
            .of(JobKind.RENEWAL, site.name())
            .map(entry -> entry.report(JobKind.RENEWAL, next))
            .orElseGet(() -> new JobReport(JobKind.RENEWAL, null, null, next, 0)));
  }

  private RenewalDecision decide(String name, Instant now) {
    return decide(name, now, records.of(JobKind.RENEWAL, name).flatMap(JobRecords.Entry::attempt));
  }

  private RenewalDecision decide(String name, Instant now, Optional<Attempt> last) {
    try {
      var current = certificates.current(name);
      if (current.isPresent()) {
        return RenewalPolicy.decide(now, current.get().facts(), last);
      }
    } catch (ProblemException e) {
      LOG.debug("Neither key nor chain of {} can be used: a new one can", name, e);
    }
    return RenewalPolicy.decideWithout(now, last);
  }

  private void succeeded(String name) {
    trouble.over(KnownTrouble.renewal(name));
    records.worked(JobKind.RENEWAL, name, clock.instant());
  }

  private void noteFailure(String name, Problem problem) {
    if (sites.find(name).isEmpty()) {
      return;
    }
    var now = clock.instant();
    var judged = problem.severity(severity(name, now));
    trouble.note(KnownTrouble.renewal(name), judged);
    records.failed(JobKind.RENEWAL, name, now, judged, allowedAgain(problem));
  }

  /** A failure is no more than a warning while there is time for others. */
  private Severity severity(String name, Instant now) {
    return decide(name, now, Optional.empty()) instanceof RenewNow(var reason)
            && reason != RenewalDecision.Reason.DUE
        ? Severity.ERROR
        : Severity.WARNING;
  }

  /** When the CA lets us come back, if it said so. */
  private static Optional<Instant> allowedAgain(Problem problem) {
    if (problem.code() != ProblemCode.CA_RATE_LIMITED) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(problem.facts().get("until")).map(Instant::parse);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
