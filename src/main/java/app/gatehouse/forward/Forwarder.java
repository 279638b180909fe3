package app.gatehouse.forward;

import app.gatehouse.model.certificate.TlsMaterial;
import app.gatehouse.model.site.Site;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.text.Texts;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The HTTPS reverse proxy. Opens nothing until told to. All methods may be called from any thread;
 * those that block say so.
 */
public final class Forwarder implements AutoCloseable {

  /**
   * @param texts the words of pages in a language
   * @param hostHeader which Host header an app gets
   * @param clock for sessions and limits
   * @param random for salts and session ids
   */
  public Forwarder(
      ForwarderSettings settings,
      Function<Locale, Texts> texts,
      HostHeaderRule hostHeader,
      InstantSource clock,
      SecureRandom random) {}

  /**
   * Binds both ports or none. Blocks for a moment. Does nothing when they are open.
   *
   * @throws ProblemException {@code port-in-use} or {@code port-needs-rights}, each with the fact
   *     {@code port}
   */
  public void open() throws ProblemException {}

  public boolean isOpen() {
    return false;
  }

  /** The real port while open, else the one that was asked for. */
  public int httpPort() {
    return 0;
  }

  /** The real port while open, else the one that was asked for. */
  public int httpsPort() {
    return 0;
  }

  /**
   * Publishes a site, or replaces the one of the same name. Connections stay; WebSockets end when
   * the site's protection or app has changed, or it was paused.
   *
   * @throws IllegalArgumentException when key and chain do not fit
   */
  public void serve(Site site, TlsMaterial tls) {}

  /** Uses another certificate for new connections; running ones are not touched. */
  public void exchangeCertificate(String host, TlsMaterial tls) {}

  /** Takes a site off; its connections end. Does nothing when there is none. */
  public void withdraw(String host) {}

  /** The leaf that new connections to a host get. */
  public Optional<X509Certificate> serving(String host) {
    return Optional.empty();
  }

  /** Answers {@code /.well-known/acme-challenge/<token>} for every host (RFC 8555 section 8.3). */
  public void presentChallenge(String token, String content) {}

  public void removeChallenge(String token) {}

  /** Stops listening; running connections go on. May be opened again. */
  public void closePorts() {}

  /**
   * Stops listening, lets running requests end until the deadline, closes everything. Blocks until
   * that is done.
   */
  @Override
  public void close() {}
}
