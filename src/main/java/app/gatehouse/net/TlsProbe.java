package app.gatehouse.net;

import app.gatehouse.problem.Problem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * Looks at what a TLS server really serves. Fetching and judging are two steps, so that a wrong
 * certificate can be named and shown instead of only "handshake failed".
 */
public final class TlsProbe {
  private static final int MAX_BODY = 64 << 10;

  private TlsProbe() {}

  /**
   * Shakes hands with the server at an address as a visitor of {@code host} would, gets one page,
   * and tells what was served. Trusts everything: judge with {@link #verify}. Sends no secrets.
   *
   * @param connectTo where the server listens; not looked up anew
   * @param host the name asked for; an IP literal sends no server name (RFC 6066)
   * @param path beginning with a slash
   * @param limit for everything together
   * @throws InterruptedException when the calling thread was interrupted
   */
  public static TlsResult fetch(
      InetSocketAddress connectTo, String host, String path, Duration limit)
      throws InterruptedException {
    var plain = new Socket(Proxy.NO_PROXY);
    try (plain) {
      return TimeLimit.call(
          limit,
          () -> {
            plain.connect(connectTo);
            return talk(plain, host, connectTo.getPort(), path);
          },
          () -> PortProbe.closeQuietly(plain));
    } catch (TimeoutException | IOException e) {
      return NetFailure.of(e);
    } catch (ExecutionException e) {
      return NetFailure.of(e.getCause() == null ? e : e.getCause());
    }
  }

  /**
   * Judges a chain as a browser would: valid now, for this host, up to a root of the system or one
   * of these.
   *
   * @return {@code certificate-expired}, {@code served-certificate-mismatch} or {@code
   *     certificate-not-trusted-here}; empty when all is well
   */
  public static Optional<Problem> verify(
      List<X509Certificate> chain,
      String host,
      Collection<X509Certificate> extraRoots,
      InstantSource clock) {
    return ChainCheck.verify(chain, host, extraRoots, clock.instant());
  }

  private static TlsServed talk(Socket plain, String host, int port, String path)
      throws IOException, GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustEverything()}, null);
    try (var tls = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true)) {
      var parameters = tls.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"http/1.1"});
      parameters.setServerNames(
          IpFacts.literal(host).isPresent() ? List.of() : List.of(new SNIHostName(host)));
      tls.setSSLParameters(parameters);
      tls.startHandshake();
      var chain = new ArrayList<X509Certificate>();
      for (var certificate : tls.getSession().getPeerCertificates()) {
        chain.add((X509Certificate) certificate);
      }
      var authority = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
      var hostHeader = port == 443 ? authority : authority + ":" + port;
      var answer = PlainHttp.get(tls, hostHeader, path, MAX_BODY);
      return new TlsServed(chain, answer);
    }
  }
}
