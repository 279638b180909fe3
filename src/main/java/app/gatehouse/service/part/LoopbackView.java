package app.gatehouse.service.part;

import app.gatehouse.net.NetFailure;
import app.gatehouse.net.TlsProbe;
import app.gatehouse.net.TlsServed;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;

/**
 * A visitor on this computer.
 *
 * @param listenAddress where the forwarder listens; empty for everywhere
 * @param clock what time it is for the certificate
 */
public record LoopbackView(String listenAddress, InstantSource clock) implements VisitorView {
  /**
   * The forwarder answers this itself: an app that loads its model for minutes is not waited for.
   */
  private static final String PATH = "/.gatehouse/";

  private static final Duration LIMIT = Duration.ofSeconds(5);

  @Override
  public Seen look(String host, int httpsPort, Collection<X509Certificate> extraRoots)
      throws ProblemException, InterruptedException {
    var to = new InetSocketAddress(address(host), httpsPort);
    var result = TlsProbe.fetch(to, host, PATH, LIMIT);
    return switch (result) {
      case TlsServed served ->
          new Seen(served.leaf(), TlsProbe.verify(served.chain(), host, extraRoots, clock));
      case NetFailure failure ->
          throw Problem.error(
                  failure.kind() == NetFailure.Kind.NOT_TLS
                      ? ProblemCode.NOT_TLS_ON_THIS_PORT
                      : ProblemCode.UNKNOWN)
              .with("short-code", "PROVE-" + failure.kind())
              .with("port", httpsPort)
              .with("name", host)
              .detail(failure.toString())
              .exception();
    };
  }

  /** A bare IP address sends no name: the forwarder tells the site by the address connected to. */
  private InetAddress address(String host) {
    if (!listenAddress.isEmpty()) {
      return InetAddress.ofLiteral(listenAddress);
    }
    try {
      var literal = InetAddress.ofLiteral(host);
      if (NetworkInterface.getByInetAddress(literal) != null) {
        return literal;
      }
    } catch (IllegalArgumentException | SocketException e) {
      // A name, or the interfaces cannot be read: this computer answers on loopback too.
    }
    return InetAddress.getLoopbackAddress();
  }
}
