package app.gatehouse.cert;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeNetworkException;
import org.shredzone.acme4j.exception.AcmeRateLimitedException;
import org.shredzone.acme4j.exception.AcmeServerException;
import org.shredzone.acme4j.exception.AcmeUserActionRequiredException;

/** What acme4j throws, as problems. */
final class AcmeProblems {
  private static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);

  private final URI directory;
  private final @Nullable String host;

  /**
   * @param directory the CA that was spoken to
   * @param host what the certificate is for; null when it was not about one
   */
  AcmeProblems(URI directory, @Nullable String host) {
    this.directory = directory;
    this.host = host;
  }

  /** {@code clock-wrong} when the CA's clock differs from ours by more than a day. */
  Optional<Problem> clock(ServerClock server) {
    return server
        .reading()
        .filter(each -> each.difference().abs().compareTo(CLOCK_TOLERANCE) > 0)
        .map(
            each ->
                about(ProblemCode.CLOCK_WRONG)
                    .with("here", each.here())
                    .with("there", each.there()));
  }

  /**
   * What was caught, to be thrown on.
   *
   * @throws InterruptedException instead, when that is why the request failed
   */
  ProblemException exception(Exception thrown) throws InterruptedException {
    if (find(thrown, InterruptedIOException.class).isPresent()) {
      // The connection kept the flag up for us.
      Thread.interrupted();
      throw new InterruptedException();
    }
    var problem = thrown instanceof AcmeException e ? of(e) : ofForeignAnswer(thrown);
    return new ProblemException(problem, thrown);
  }

  private Problem of(AcmeException thrown) {
    return switch (thrown) {
      case AcmeNetworkException e when e.getCause() instanceof IOException io -> network(io);
      case AcmeRateLimitedException e -> rateLimited(e);
      case AcmeUserActionRequiredException e -> termsChanged(e);
      case AcmeServerException e ->
          new CaVerdict(e.getProblem(), this::about).onRequest().detail(e.getMessage());
      default -> httpFailure(thrown);
    };
  }

  /** What acme4j throws unchecked: the answers were not those of an ACME server. */
  private Problem ofForeignAnswer(Exception thrown) {
    return thrown.getCause() instanceof AcmeException cause
        ? of(cause)
        : about(ProblemCode.CA_UNREACHABLE).variant("not-acme").cause(thrown);
  }

  /** A problem that names the CA and the host. */
  Problem about(ProblemCode code) {
    var problem = Problem.error(code).with("ca", directory.getHost());
    return host == null ? problem : problem.with("name", host);
  }

  private Problem network(IOException thrown) {
    var outdated = find(thrown, CertificateExpiredException.class);
    var early = find(thrown, CertificateNotYetValidException.class);
    if (outdated.isPresent() || early.isPresent()) {
      return about(ProblemCode.CLOCK_WRONG).variant("ca-certificate").cause(thrown);
    }
    return about(ProblemCode.CA_UNREACHABLE).variant(variant(thrown)).cause(thrown);
  }

  private static String variant(IOException thrown) {
    if (find(thrown, UnresolvedAddressException.class).isPresent()
        || find(thrown, UnknownHostException.class).isPresent()) {
      return "name";
    }
    if (find(thrown, HttpTimeoutException.class).isPresent()) {
      return "timeout";
    }
    if (find(thrown, SSLException.class).isPresent()) {
      return "tls";
    }
    return find(thrown, ConnectException.class).isPresent() ? "connect" : "broken";
  }

  private Problem rateLimited(AcmeRateLimitedException thrown) {
    var problem = about(ProblemCode.CA_RATE_LIMITED).detail(thrown.getMessage());
    var until = thrown.getRetryAfter();
    return until.isPresent() ? problem.with("until", until.get()) : problem;
  }

  private Problem termsChanged(AcmeUserActionRequiredException thrown) {
    var problem = about(ProblemCode.CA_TERMS_CHANGED).detail(thrown.getMessage());
    var link = thrown.getProblem().getInstance().or(thrown::getTermsOfServiceUri);
    return link.isPresent() ? problem.with("terms", link.get()) : problem;
  }

  /** An error status without an ACME problem document: something else answers at the address. */
  private Problem httpFailure(AcmeException thrown) {
    var message = String.valueOf(thrown.getMessage());
    return message.startsWith("HTTP 5")
        ? about(ProblemCode.CA_OWN_TROUBLE).cause(thrown)
        : about(ProblemCode.CA_UNREACHABLE).variant("not-acme").cause(thrown);
  }

  private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
    // An exception may be its own distant cause.
    var depth = 0;
    for (Throwable each = thrown; each != null && depth < 20; each = each.getCause(), depth++) {
      if (type.isInstance(each)) {
        return Optional.of(type.cast(each));
      }
    }
    return Optional.empty();
  }
}
