package app.gatehouse.service.part;

import app.gatehouse.model.certificate.TlsMaterial;
import app.gatehouse.model.site.Site;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Ports and sites in memory. */
public final class FakeSiteServer implements SiteServer {
  public final Map<String, Site> sites = new ConcurrentHashMap<>();
  public final Map<String, TlsMaterial> served = new ConcurrentHashMap<>();
  public final Map<String, String> challenges = new ConcurrentHashMap<>();
  public volatile int httpsPort = 8443;
  private volatile boolean open;
  private volatile @Nullable Problem portTrouble;
  private volatile boolean closed;

  public void portTrouble(@Nullable Problem problem) {
    portTrouble = problem;
  }

  public boolean isClosed() {
    return closed;
  }

  @Override
  public void open() throws ProblemException {
    var trouble = portTrouble;
    if (trouble != null) {
      throw trouble.exception();
    }
    open = true;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public int httpPort() {
    return 8080;
  }

  @Override
  public int httpsPort() {
    return httpsPort;
  }

  @Override
  public void serve(Site site, TlsMaterial tls) {
    sites.put(site.name(), site);
    served.put(site.name(), tls);
  }

  @Override
  public void withdraw(String host) {
    sites.remove(host);
    served.remove(host);
  }

  @Override
  public Optional<X509Certificate> serving(String host) {
    return Optional.ofNullable(served.get(host)).map(TlsMaterial::leaf);
  }

  @Override
  public void present(String token, String content) {
    challenges.put(token, content);
  }

  @Override
  public void remove(String token) {
    challenges.remove(token);
  }

  @Override
  public void closePorts() {
    open = false;
  }

  @Override
  public void close() {
    open = false;
    closed = true;
  }
}
