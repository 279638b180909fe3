package app.gatehouse.cert;

import app.gatehouse.cert.CertificateStore.Entry;
import app.gatehouse.cert.CertificateStore.Origin;
import app.gatehouse.model.certificate.ChallengeKind;
import app.gatehouse.model.site.Site;
import app.gatehouse.net.Waiter;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeLazyLoadingException;
import org.shredzone.acme4j.exception.AcmeProtocolException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets, keeps and renews certificates; owns the home's {@code certificates} folder. Safe for all
 * threads; calls for one host wait for each other. What talks to a CA blocks, each request at most
 * {@link CertificateSettings#requestTimeout()}: use it on virtual threads. An interrupt ends it
 * soon, with the published answer removed and the order kept for the next call.
 */
public final class Certificates {
  private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);

  private final InstantSource clock;
  private final LocalAuthority authority;
  private final AcmeIssue.Parts acme;
  private final Rehearsals rehearsals;
  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();
  private final List<Problem> notices = new CopyOnWriteArrayList<>();

  /** With a local CA whose roots live in the folder. */
  public Certificates(
      Path folder,
      CertificateSettings settings,
      InstantSource clock,
      SecureRandom random,
      Waiter waiter) {
    this(
        folder,
        settings,
        clock,
        waiter,
        LocalAuthority.inFolder(localCaFolder(folder), clock, random));
  }

  /** With the local CA that is given. */
  public Certificates(
      Path folder,
      CertificateSettings settings,
      InstantSource clock,
      Waiter waiter,
      LocalAuthority authority) {
    this.clock = clock;
    this.authority = authority;
    acme =
        new AcmeIssue.Parts(
            new AcmeConnections(settings),
            new Accounts(folder.resolve("accounts"), clock, notices::add),
            new PendingOrders(folder.resolve("pending"), clock, notices::add),
            new CertificateStore(folder.resolve("hosts"), clock, notices::add),
            new Poll(settings.patience(), clock, waiter),
            clock);
    rehearsals = new Rehearsals(folder.resolve("rehearsals"), acme, notices::add);
  }

  /**
   * A certificate for the site: the stored one while it is good for the site and not yet due, else
   * a new one. An order that a crash or an interrupt left behind is taken up again.
   *
   * @param termsAgreed whether the user agreed to the CA's terms; needed for the first account only
   * @throws ProblemException what the CA, the network or the disk has against it
   */
  public StoredCertificate obtain(
      Site site, boolean termsAgreed, ChallengePublisher publisher, IssueListener listener)
      throws ProblemException, InterruptedException {
    try (var _ = hold(site.name())) {
      var stored = usable(site);
      if (stored.isPresent() && isGoodFor(site, stored.get().certificate())) {
        return handOver(site.name(), stored.get(), listener);
      }
      return issue(site, termsAgreed, publisher, listener);
    }
  }

  /**
   * A new certificate for the site, whatever is stored; otherwise as {@link #obtain}. One that a
   * crash kept from being handed over counts as new.
   */
  public StoredCertificate renew(Site site, ChallengePublisher publisher, IssueListener listener)
      throws ProblemException, InterruptedException {
    try (var _ = hold(site.name())) {
      var stored = usable(site);
      if (stored.isPresent() && isUnfinished(stored.get(), site.name())) {
        return handOver(site.name(), stored.get(), listener);
      }
      return issue(site, false, publisher, listener);
    }
  }

  /**
   * A complete order at a test directory. Its certificate and key are thrown away; what is stored
   * for the site, and an unfinished order for it, stay untouched. The test directory's account is
   * kept.
   *
   * @param directory whose certificates nobody trusts
   * @param termsAgreed whether the user agreed to the CA's terms; not needed where the test
   *     directory has the very terms that the site's account agreed to
   * @throws ProblemException what a real order would have met, as {@link #obtain}
   */
  public void rehearse(
      Site site,
      URI directory,
      boolean termsAgreed,
      ChallengePublisher publisher,
      IssueListener listener)
      throws ProblemException, InterruptedException {
    requireHttp01(site);
    try (var _ = hold(site.name())) {
      var agreed = termsAgreed || agreedAlready(site, directory);
      rehearsals.hold(site, directory, agreed, publisher, listener);
    }
  }

  private boolean agreedAlready(Site site, URI directory)
      throws ProblemException, InterruptedException {
    var own = site.certificate().directory();
    if (own == null) {
      return false;
    }
    var agreed = acme.accounts().agreedTerms(own);
    return agreed.isPresent() && agreed.equals(terms(directory));
  }

  /**
   * The newest stored certificate of a host that can be used; empty when there never was one. Its
   * remarks say why newer ones could not.
   *
   * @throws ProblemException {@code key-unreadable}, {@code key-does-not-match} when none of the
   *     stored generations can be used
   */
  public Optional<StoredCertificate> current(String host) throws ProblemException {
    return acme.store().newest(host).map(Entry::certificate);
  }

  /**
   * Forgets an order that is not finished, with its key, and what a crash left half-written.
   * Certificates and accounts are kept. Waits for an issue of this host that is under way:
   * interrupt that first.
   */
  public void discardPending(String host) throws ProblemException {
    var lock = lock(host);
    lock.lock();
    try {
      acme.pending().delete(host);
      acme.store().removeUnfinished(host);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Removes what a crash left behind: the unfinished orders of hosts that nobody wants any more,
   * with their keys, and certificates that are half-written. To be called before anything else is
   * asked for.
   *
   * @param wanted hosts whose orders are to be taken up again
   */
  public void tidyUp(Collection<String> wanted) throws ProblemException {
    acme.pending().deleteAllBut(wanted);
    acme.store().tidyUpAll();
    rehearsals.tidyUp();
  }

  /**
   * The terms of service that a directory names.
   *
   * @throws ProblemException {@code ca-unreachable}, {@code ca-own-trouble}
   */
  public Optional<URI> terms(URI directory) throws ProblemException, InterruptedException {
    var problems = new AcmeProblems(directory, null);
    var session = acme.connections().open(directory, new ServerClock(clock));
    try {
      return session.getMetadata().getTermsOfService();
    } catch (AcmeException | AcmeProtocolException | AcmeLazyLoadingException e) {
      throw problems.exception(e);
    }
  }

  /** The local CA's root for a host; made when there is none yet. */
  public X509Certificate localRoot(String host) throws ProblemException {
    return authority.root(host);
  }

  /** PEM file of the local CA's root for a host; made when there is none yet. */
  public Path localRootFile(String host) throws ProblemException {
    return authority.rootFile(host);
  }

  /** Where a home's local CA lives in its {@code certificates} folder. */
  public static Path localCaFolder(Path folder) {
    return folder.resolve("local-ca");
  }

  /** Where {@link #localRootFile(String)} is in such a folder; looks at no file. */
  public static Path localRootFile(Path folder, String host) {
    return LocalAuthority.rootFile(localCaFolder(folder), host);
  }

  /** What was noticed so far that nobody had to be stopped for: files that were set aside. */
  public List<Problem> notices() {
    var all = new ArrayList<>(notices);
    all.addAll(authority.notices());
    return all;
  }

  private StoredCertificate issue(
      Site site, boolean termsAgreed, ChallengePublisher publisher, IssueListener listener)
      throws ProblemException, InterruptedException {
    var directory = site.certificate().directory();
    if (directory == null) {
      return handOver(site.name(), issueLocally(site.name(), listener), listener);
    }
    requireHttp01(site);
    var entry = new AcmeIssue(site.name(), directory, acme, publisher, listener).run(termsAgreed);
    return handOver(site.name(), entry, listener);
  }

  private static void requireHttp01(Site site) throws ProblemException {
    var challenge = site.certificate().challenge();
    if (challenge != ChallengeKind.AUTO && challenge != ChallengeKind.HTTP_01) {
      throw Problem.error(ProblemCode.UNKNOWN)
          .variant("challenge-kind")
          .with("short-code", "challenge-kind")
          .detail("this version proves control over a name by HTTP-01 only, not by " + challenge)
          .exception();
    }
  }

  private Entry issueLocally(String host, IssueListener listener) throws ProblemException {
    var material = authority.issue(host);
    var entry = acme.store().add(host, material.chain(), material.key(), new Origin(null, null));
    listener.reached(Milestones.CHAIN_WRITTEN);
    return entry;
  }

  private StoredCertificate handOver(String host, Entry entry, IssueListener listener)
      throws ProblemException {
    if (isUnfinished(entry, host)) {
      acme.pending().delete(host);
    }
    acme.store().tidyUp(host);
    listener.reached(Milestones.HANDED_OVER);
    return entry.certificate();
  }

  /** Whether its order is still on disk: all was done but to clean up. */
  private boolean isUnfinished(Entry entry, String host) throws ProblemException {
    var order = entry.origin().order();
    return order != null
        && acme.pending().find(host).filter(each -> order.equals(each.order())).isPresent();
  }

  private Optional<Entry> usable(Site site) throws ProblemException {
    try {
      var newest = acme.store().newest(site.name());
      newest.ifPresent(each -> each.certificate().remarks().forEach(Certificates::log));
      return newest;
    } catch (ProblemException e) {
      if (e.problem().code() == ProblemCode.STORAGE_DENIED) {
        throw e;
      }
      log(e.problem());
      return Optional.empty();
    }
  }

  /** Whether it still is so, everybody sees for themselves who asks for the current one. */
  private static void log(Problem problem) {
    LOG.warn("A stored certificate cannot be used: {}", problem);
  }

  private boolean isGoodFor(Site site, StoredCertificate stored) throws ProblemException {
    return Objects.equals(stored.directory(), site.certificate().directory())
        && Leaf.isGoodFor(stored.facts(), site.name())
        && !clock.instant().isBefore(stored.facts().notBefore())
        && RenewalPolicy.decide(clock.instant(), stored.facts(), Optional.empty())
            instanceof RenewalDecision.Keep
        && (!site.certificate().isLocal() || isSignedByLocalRoot(site.name(), stored));
  }

  private boolean isSignedByLocalRoot(String host, StoredCertificate stored)
      throws ProblemException {
    try {
      stored.tls().leaf().verify(authority.root(host).getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private Held hold(String host) throws InterruptedException {
    var lock = lock(host);
    lock.lockInterruptibly();
    return lock::unlock;
  }

  private ReentrantLock lock(String host) {
    return locks.computeIfAbsent(host, _ -> new ReentrantLock());
  }

  /** A host's lock; closing gives it back. */
  private interface Held extends AutoCloseable {
    @Override
    void close();
  }
}
