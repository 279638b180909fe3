package app.gatehouse.reach.probe;

import app.gatehouse.model.network.IpFamily;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What one party is asked to fetch. The token and the content are random and told to nobody else,
 * so a knock with that token can only come from there.
 *
 * @param address this home's on the internet
 * @param port as seen from the internet
 * @param tls whether HTTPS is spoken there, with whatever certificate
 * @param host a name that leads here, for parties that need one
 * @param token the end of the path
 * @param content what is answered
 */
record ProbeTarget(
    InetAddress address,
    int port,
    boolean tls,
    @Nullable String host,
    String token,
    String content) {
  /** Where a CA looks (RFC 8555 section 8.3); some parties fetch from nowhere else. */
  static final String PATH = "/.well-known/acme-challenge/";

  IpFamily family() {
    return address instanceof Inet6Address ? IpFamily.IPV6 : IpFamily.IPV4;
  }

  String path() {
    return PATH + token;
  }

  /** By address, so that it is certain which family is tried. */
  URI url() {
    return URI.create((tls ? "https" : "http") + "://" + literal() + ":" + port + path());
  }

  /** As it stands in an address. */
  String literal() {
    var text = address.getHostAddress();
    return family() == IpFamily.IPV6 ? "[" + text + "]" : text;
  }

  @Override
  public String toString() {
    return (tls ? "https" : "http") + "://" + literal() + ":" + port;
  }
}
