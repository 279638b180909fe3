package app.gatehouse.service.part;

import app.gatehouse.forward.Forwarder;
import app.gatehouse.model.certificate.TlsMaterial;
import app.gatehouse.model.site.Site;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** The forwarder in its role. */
public record ForwarderServer(Forwarder forwarder) implements SiteServer {

  @Override
  public void open() throws ProblemException {
    forwarder.open();
  }

  @Override
  public boolean isOpen() {
    return forwarder.isOpen();
  }

  @Override
  public int httpPort() {
    return forwarder.httpPort();
  }

  @Override
  public int httpsPort() {
    return forwarder.httpsPort();
  }

  @Override
  public void serve(Site site, TlsMaterial tls) throws ProblemException {
    try {
      forwarder.serve(site, tls);
    } catch (IllegalArgumentException e) {
      throw Problem.error(ProblemCode.KEY_DOES_NOT_MATCH)
          .with("name", site.name())
          .cause(e)
          .exception();
    }
  }

  @Override
  public void withdraw(String host) {
    forwarder.withdraw(host);
  }

  @Override
  public Optional<X509Certificate> serving(String host) {
    return forwarder.serving(host);
  }

  @Override
  public void present(String token, String content) {
    forwarder.presentChallenge(token, content);
  }

  @Override
  public void remove(String token) {
    forwarder.removeChallenge(token);
  }

  @Override
  public void closePorts() {
    forwarder.closePorts();
  }

  @Override
  public void close() {
    forwarder.close();
  }
}
