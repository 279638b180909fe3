package app.gatehouse.service.part;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Optional;

/** Knocks at a site as a visitor would, at this computer's own port. */
public interface VisitorView {

  /**
   * Blocks for a few seconds at most.
   *
   * @param host asked for by SNI and in the Host header
   * @param httpsPort on this computer
   * @param extraRoots trusted beside the system's own
   * @throws ProblemException when no TLS connection comes about or no HTTP answer comes
   */
  Seen look(String host, int httpsPort, Collection<X509Certificate> extraRoots)
      throws ProblemException, InterruptedException;

  /**
   * @param leaf the certificate that was served
   * @param trouble what a careful visitor has against the chain; empty when it verifies
   */
  record Seen(X509Certificate leaf, Optional<Problem> trouble) {}
}
