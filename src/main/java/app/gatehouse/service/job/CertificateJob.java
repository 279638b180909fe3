package app.gatehouse.service.job;

import app.gatehouse.cert.Attempt;
import app.gatehouse.cert.IssueListener;
import app.gatehouse.cert.RenewalDecision;
import app.gatehouse.cert.RenewalPolicy;
import app.gatehouse.keeper.Due;
import app.gatehouse.model.site.Site;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.problem.Severity;
import app.gatehouse.service.part.CertificateSource;
import app.gatehouse.service.part.KnownTrouble;
import app.gatehouse.service.part.SiteServer;
import app.gatehouse.service.part.Sites;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews certificates when the policy says so and lets the forwarder use the new ones at once. At
 * most one renewal of a site at a time, whoever asks for it.
 */
public final class CertificateJob implements Job {
  private static final Logger LOG = LoggerFactory.getLogger(CertificateJob.class);
  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final CertificateSource certificates;
  private final SiteServer server;
  private final Sites sites;
  private final RenewalAttempts attempts;
  private final KnownTrouble trouble;
  private final Predicate<String> busyElsewhere;
  private final InstantSource clock;
  private final Executor executor;
  private final IssueListener milestones;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private final ConcurrentHashMap<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  /** What the job works with, beside its habits. */
  public record Rooms(
      CertificateSource certificates,
      SiteServer server,
      Sites sites,
      RenewalAttempts attempts,
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
    this.server = rooms.server();
    this.sites = rooms.sites();
    this.attempts = rooms.attempts();
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
      if (!busyElsewhere.test(name) && isDue(name, now) && underWay.add(name)) {
        executor.execute(
            () -> {
              try {
                renewDue(site);
              } finally {
                underWay.remove(name);
              }
            });
      }
    }
    return now.plus(PERIOD);
  }

  private void renewDue(Site site) {
    try {
      renew(site, false);
    } catch (ProblemException e) {
      LOG.warn("The certificate of {} was not renewed: {}", site.name(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Renews now, or only when it is due. Waits for a renewal of this site that is under way.
   *
   * @return whether a new certificate is served now
   */
  public boolean renew(Site site, boolean force) throws ProblemException, InterruptedException {
    var lock = locks.computeIfAbsent(site.name(), name -> new ReentrantLock());
    lock.lockInterruptibly();
    try {
      // Look again: whoever held the lock may have done it.
      if (!force && !isDue(site.name(), clock.instant())) {
        return false;
      }
      var fresh = certificates.renew(site, server, milestones);
      server.exchangeCertificate(site.name(), fresh.tls());
      LOG.info("{} serves a certificate until {}", site.name(), fresh.facts().notAfter());
      trouble.over(KnownTrouble.renewal(site.name()));
      trouble.over(KnownTrouble.certificate(site.name()));
      attempts.forget(site.name());
      return true;
    } catch (ProblemException e) {
      if (e.problem().code() != ProblemCode.CANCELLED) {
        noteFailure(site.name(), e.problem());
      }
      throw e;
    } finally {
      lock.unlock();
    }
  }

  private boolean isDue(String name, Instant now) {
    var attempt = attempts.of(name);
    try {
      var current = certificates.current(name);
      if (current.isPresent()) {
        return RenewalPolicy.decide(now, current.get().facts(), attempt)
            instanceof RenewalDecision.RenewNow;
      }
    } catch (ProblemException e) {
      // Neither key nor chain can be used: a new one can.
      trouble.note(KnownTrouble.certificate(name), e.problem());
    }
    return attempt.isEmpty() || !now.isBefore(afterFailure(attempt.get()));
  }

  private static Instant afterFailure(Attempt attempt) {
    var own = Due.retry(attempt.last(), attempt.failures());
    return own.isAfter(attempt.notBefore()) ? own : attempt.notBefore();
  }

  private void noteFailure(String name, Problem problem) {
    var now = clock.instant();
    var failures = attempts.of(name).map(Attempt::failures).orElse(0) + 1;
    trouble.note(KnownTrouble.renewal(name), problem.severity(Severity.WARNING));
    try {
      attempts.failed(name, new Attempt(now, failures, allowedAgain(problem).orElse(now)));
    } catch (ProblemException e) {
      LOG.warn("The failed renewal of {} is not on disk: {}", name, e.getMessage());
    }
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
