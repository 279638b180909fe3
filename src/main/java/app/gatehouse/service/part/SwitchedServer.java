package app.gatehouse.service.part;

import app.gatehouse.model.certificate.TlsMaterial;
import app.gatehouse.model.site.Site;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** A server whose ports stay closed, whoever wants them open, while the owner wants it offline. */
public final class SwitchedServer implements SiteServer {
  private final SiteServer server;
  private final OwnersWill will;

  public SwitchedServer(SiteServer server, OwnersWill will) {
    this.server = server;
    this.will = will;
  }

  /**
   * Closes the ports and keeps them closed, or lets them be opened again.
   *
   * @throws ProblemException {@code storage-full}, {@code storage-denied}; nothing has changed then
   */
  public synchronized void takeOffline(boolean offline) throws ProblemException {
    will.offline(offline);
    if (offline) {
      server.closePorts();
    }
  }

  /**
   * @throws ProblemException {@code taken-offline}, too
   */
  @Override
  public synchronized void open() throws ProblemException {
    if (will.isOffline()) {
      throw Problem.warning(ProblemCode.TAKEN_OFFLINE).exception();
    }
    server.open();
  }

  @Override
  public boolean isOpen() {
    return server.isOpen();
  }

  @Override
  public int httpPort() {
    return server.httpPort();
  }

  @Override
  public int httpsPort() {
    return server.httpsPort();
  }

  @Override
  public void serve(Site site, TlsMaterial tls) throws ProblemException {
    server.serve(site, tls);
  }

  @Override
  public void withdraw(String host) {
    server.withdraw(host);
  }

  @Override
  public Optional<X509Certificate> serving(String host) {
    return server.serving(host);
  }

  @Override
  public void present(String token, String content) {
    server.present(token, content);
  }

  @Override
  public void remove(String token) {
    server.remove(token);
  }

  @Override
  public void closePorts() {
    server.closePorts();
  }

  @Override
  public void close() {
    server.close();
  }
}
