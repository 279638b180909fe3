package app.gatehouse.service.part;

import app.gatehouse.cert.ChallengePublisher;
import app.gatehouse.model.certificate.TlsMaterial;
import app.gatehouse.model.site.Site;
import app.gatehouse.problem.ProblemException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** Serves sites on this computer's ports: the forwarder. Safe for all threads. */
public interface SiteServer extends ChallengePublisher, AutoCloseable {

  /**
   * Binds both ports or none; nothing happens when they are bound already.
   *
   * @throws ProblemException {@code port-in-use}, {@code port-needs-rights} with the fact {@code
   *     port}
   */
  void open() throws ProblemException;

  boolean isOpen();

  /** The port for plain HTTP: the bound one, else the one that is wanted. */
  int httpPort();

  int httpsPort();

  /** Serves a site, or replaces what was served for its host, without dropping a connection. */
  void serve(Site site, TlsMaterial tls) throws ProblemException;

  void withdraw(String host);

  /** The leaf that new connections for this host are given. */
  Optional<X509Certificate> serving(String host);

  void closePorts();

  /** Drains, then closes everything. */
  @Override
  void close();
}
