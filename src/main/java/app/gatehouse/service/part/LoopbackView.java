package app.gatehouse.service.part;

import app.gatehouse.net.NetFailure;
import app.gatehouse.net.TlsProbe;
import app.gatehouse.net.TlsServed;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
    var address =
        listenAddress.isEmpty()
            ? InetAddress.getLoopbackAddress()
            : InetAddress.ofLiteral(listenAddress);
    var result = TlsProbe.fetch(new InetSocketAddress(address, httpsPort), host, PATH, LIMIT);
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
}
