package app.gatehouse.service.part;

import app.gatehouse.cert.ChallengePublisher;
import app.gatehouse.cert.IssueListener;
import app.gatehouse.cert.StoredCertificate;
import app.gatehouse.model.certificate.CertificateFacts;
import app.gatehouse.model.certificate.TlsMaterial;
import app.gatehouse.model.site.Site;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.support.TestAuthority;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A CA that signs at once whatever it is asked, as long as it is not told to refuse. */
public final class FakeCertificates implements CertificateSource {
  private static final TestAuthority AUTHORITY = new TestAuthority("fake");

  private final InstantSource clock;
  private final Duration lifetime;
  private final Map<String, StoredCertificate> stored = new ConcurrentHashMap<>();
  private final List<Instant> renewals = new ArrayList<>();
  private final List<URI> rehearsals = new ArrayList<>();
  private final List<Instant> attempts = new ArrayList<>();
  private final List<String> discarded = new ArrayList<>();
  private List<String> kept = List.of();
  private volatile @Nullable Problem refusal;
  private volatile @Nullable Problem afterStoring;
  private volatile @Nullable RuntimeException breakage;
  private volatile @Nullable CountDownLatch hold;
  private volatile CountDownLatch held = new CountDownLatch(1);

  public FakeCertificates(InstantSource clock, Duration lifetime) {
    this.clock = clock;
    this.lifetime = lifetime;
  }

  public void refuses(@Nullable Problem problem) {
    refusal = problem;
  }

  /** The next one is stored, and then something else goes wrong. */
  public void storesAndFails(Problem problem) {
    afterStoring = problem;
  }

  /** It has a mistake in it; null when that is mended. */
  public void breaks(@Nullable RuntimeException mistake) {
    breakage = mistake;
  }

  /** Whoever comes waits until the latch opens or is interrupted. */
  public CountDownLatch holds() {
    held = new CountDownLatch(1);
    var latch = new CountDownLatch(1);
    hold = latch;
    return latch;
  }

  public void awaitHeld() throws InterruptedException {
    held.await();
  }

  public synchronized List<Instant> renewals() {
    return List.copyOf(renewals);
  }

  public synchronized List<Instant> attempts() {
    return List.copyOf(attempts);
  }

  public synchronized List<String> discarded() {
    return List.copyOf(discarded);
  }

  /** Whose unfinished orders were not discarded at the last start. */
  public synchronized List<String> kept() {
    return kept;
  }

  public StoredCertificate give(String host) {
    var before = stored.get(host);
    var generation = before == null ? 1 : before.generation() + 1;
    var identity = AUTHORITY.issue(host);
    var now = clock.instant();
    var facts =
        new CertificateFacts(
            List.of(host),
            now,
            now.plus(lifetime),
            "fake",
            identity.certificate().getSerialNumber().toString(16),
            "00");
    var fresh =
        new StoredCertificate(
            new TlsMaterial(List.of(identity.certificate()), identity.key()),
            facts,
            generation,
            null,
            List.of());
    stored.put(host, fresh);
    return fresh;
  }

  public void lose(String host) {
    stored.remove(host);
  }

  /** The newest of this host cannot be read any more, but the one before can. */
  public void fallBackTo(StoredCertificate older) {
    var remark = Problem.error(ProblemCode.KEY_UNREADABLE);
    stored.put(
        older.facts().names().getFirst(),
        new StoredCertificate(
            older.tls(), older.facts(), older.generation(), older.directory(), List.of(remark)));
  }

  @Override
  public StoredCertificate obtain(
      Site site, boolean termsAgreed, ChallengePublisher publisher, IssueListener listener)
      throws ProblemException, InterruptedException {
    meet();
    listener.reached("order-placed");
    var before = stored.get(site.name());
    return before == null ? give(site.name()) : before;
  }

  @Override
  public StoredCertificate renew(Site site, ChallengePublisher publisher, IssueListener listener)
      throws ProblemException, InterruptedException {
    meet();
    synchronized (this) {
      renewals.add(clock.instant());
    }
    var fresh = give(site.name());
    var trouble = afterStoring;
    if (trouble != null) {
      afterStoring = null;
      throw trouble.exception();
    }
    return fresh;
  }

  @Override
  public void rehearse(
      Site site,
      URI directory,
      boolean termsAgreed,
      ChallengePublisher publisher,
      IssueListener listener)
      throws ProblemException, InterruptedException {
    meet();
    synchronized (this) {
      rehearsals.add(directory);
    }
  }

  /** Where orders were rehearsed. */
  public synchronized List<URI> rehearsals() {
    return List.copyOf(rehearsals);
  }

  private void meet() throws ProblemException, InterruptedException {
    synchronized (this) {
      attempts.add(clock.instant());
    }
    var latch = hold;
    if (latch != null) {
      held.countDown();
      latch.await();
    }
    var mistake = breakage;
    if (mistake != null) {
      throw mistake;
    }
    var problem = refusal;
    if (problem != null) {
      throw problem.exception();
    }
  }

  @Override
  public Optional<StoredCertificate> current(String host) {
    return Optional.ofNullable(stored.get(host));
  }

  @Override
  public synchronized void discardPending(String host) {
    discarded.add(host);
  }

  @Override
  public synchronized void tidyUp(Collection<String> wanted) {
    kept = List.copyOf(wanted);
  }

  @Override
  public List<Problem> notices() {
    return List.of();
  }

  @Override
  public Optional<URI> terms(URI directory) {
    return Optional.empty();
  }

  @Override
  public Collection<X509Certificate> extraRoots(Site site) {
    return List.of(AUTHORITY.root());
  }
}
