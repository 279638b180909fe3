package app.gatehouse.forward;

import app.gatehouse.forward.ForwarderSettings.Timeouts;
import app.gatehouse.model.certificate.TlsMaterial;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.CertificateChoice;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.Limits;
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.model.site.Protection;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.support.TestAuthority;
import app.gatehouse.text.Texts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A forwarder on ports of its own, with a certificate authority and a clock that a test moves. */
final class Gatehouse implements AutoCloseable {
  static final String HOST = "app.example.com";
  static final Protection OPEN = new Protection(GuardKind.OPEN, List.of(), List.of(), Limits.PAGES);

  /** Short enough for a test, long enough for a slow computer. */
  static final Timeouts TIMEOUTS =
      new Timeouts(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(3),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofDays(1),
          Duration.ofDays(1));

  final TestAuthority authority = new TestAuthority("Test");
  final Forwarder forwarder;
  volatile Instant now = Instant.parse("2026-11-01T00:00:00Z");

  private Gatehouse(ForwarderSettings settings, HostHeaderRule hostHeader) {
    InstantSource clock = () -> now;
    forwarder =
        new Forwarder(settings, Texts::of, hostHeader, clock, new SecureRandom(new byte[] {1}));
  }

  static ForwarderSettings settings() {
    return ForwarderSettings.of(0, 0, new byte[32])
        .withListenAddress("127.0.0.1")
        .withTimeouts(TIMEOUTS);
  }

  static Gatehouse open() throws ProblemException {
    return open(settings(), HostHeaderRule.PUBLIC);
  }

  static Gatehouse open(ForwarderSettings settings, HostHeaderRule hostHeader)
      throws ProblemException {
    var gatehouse = new Gatehouse(settings, hostHeader);
    gatehouse.forwarder.open();
    return gatehouse;
  }

  /** Publishes an app for everybody. */
  Gatehouse serve(TestApp app) {
    return serve(site(app.upstream(), OPEN));
  }

  Gatehouse serve(Site site) {
    forwarder.serve(site, material(site.name()));
    return this;
  }

  TlsMaterial material(String host) {
    var identity = authority.issue(host);
    return new TlsMaterial(List.of(identity.certificate(), authority.root()), identity.key());
  }

  static Site site(Upstream app, Protection protection) {
    return site(AddressKind.OWN_DOMAIN, HOST, app, protection);
  }

  static Site site(AddressKind kind, String host, Upstream app, Protection protection) {
    return new Site(
        new SiteAddress(kind, host),
        app,
        LocalApp.GENERIC,
        protection,
        CertificateChoice.LOCAL_CA,
        false);
  }

  /** A verified TLS connection that names the usual host. */
  RawConnection connect() throws IOException {
    return connect(HOST);
  }

  /**
   * A verified TLS connection.
   *
   * @param sni the name to ask for, or null to name none
   */
  RawConnection connect(@Nullable String sni) throws IOException {
    return connect("127.0.0.1", sni);
  }

  RawConnection connect(String address, @Nullable String sni) throws IOException {
    return new RawConnection(handshake(address, sni, "TLSv1.2", "TLSv1.3"));
  }

  /** The TLS connection alone, in one of these versions. */
  SSLSocket handshake(String address, @Nullable String sni, String... versions) throws IOException {
    var plain = new Socket();
    plain.connect(
        new InetSocketAddress(InetAddress.ofLiteral(address), forwarder.httpsPort()), 10_000);
    plain.setTcpNoDelay(true);
    var tls =
        (SSLSocket)
            authority
                .trust()
                .getSocketFactory()
                .createSocket(plain, sni == null ? address : sni, forwarder.httpsPort(), true);
    tls.setEnabledProtocols(versions);
    if (sni != null) {
      var parameters = tls.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      tls.setSSLParameters(parameters);
    }
    tls.setSoTimeout(20_000);
    tls.startHandshake();
    return tls;
  }

  int httpPort() {
    return forwarder.httpPort();
  }

  RawConnection connectHttp() throws IOException {
    return new RawConnection(new Socket("127.0.0.1", forwarder.httpPort()));
  }

  @Override
  public void close() {
    forwarder.close();
  }
}
