package app.gatehouse.dns.duckdns;

import app.gatehouse.dns.AddressUpdater;
import app.gatehouse.model.network.IpFamily;
import app.gatehouse.net.HttpAnswer;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.net.NetFailure;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** DuckDNS's update address (duckdns.org/spec.jsp): the answer begins with OK or KO. */
public final class DuckDns implements AddressUpdater {
  public static final String ID = "duckdns";
  private static final String SUFFIX = ".duckdns.org";
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final HttpFetch http;
  private final URI base;

  /**
   * @param base {@code https://www.duckdns.org}, or what stands in for it
   */
  public DuckDns(HttpFetch http, URI base) {
    this.http = http;
    this.base = base;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public boolean isResponsibleFor(String host) {
    return host.endsWith(SUFFIX) && host.length() > SUFFIX.length();
  }

  @Override
  public void update(String host, String token, Map<IpFamily, InetAddress> addresses)
      throws ProblemException, InterruptedException {
    switch (http.get(address(host, token, addresses), LIMIT)) {
      case HttpAnswer answer -> judge(host, answer);
      case NetFailure failure -> throw unreachable(failure.kind().name());
    }
  }

  /** It knows names without its suffix, and of names below them only the last label before it. */
  private URI address(String host, String token, Map<IpFamily, InetAddress> addresses) {
    var own = host.substring(0, host.length() - SUFFIX.length());
    var query =
        new StringBuilder("/update?verbose=true&domains=")
            .append(encoded(own.substring(own.lastIndexOf('.') + 1)))
            .append("&token=")
            .append(encoded(token));
    var v4 = addresses.get(IpFamily.IPV4);
    var v6 = addresses.get(IpFamily.IPV6);
    // An empty one lets the provider take the address that the request comes from.
    query.append("&ip=").append(v4 == null ? "" : v4.getHostAddress());
    if (v6 != null) {
      query.append("&ipv6=").append(encoded(v6.getHostAddress()));
    }
    return base.resolve(query.toString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void judge(String host, HttpAnswer answer) throws ProblemException {
    var word = answer.text().strip().lines().findFirst().orElse("");
    if (!answer.isSuccess() || !(word.equals("OK") || word.equals("KO"))) {
      throw unreachable("HTTP " + answer.status());
    }
    if (word.equals("KO")) {
      // It does not say whether the token is wrong or the name another's.
      throw Problem.error(ProblemCode.DDNS_LOGIN_REFUSED)
          .with("name", host)
          .with("provider", "DuckDNS")
          .exception();
    }
  }

  private static ProblemException unreachable(String detail) {
    return Problem.warning(ProblemCode.PROVIDER_UNREACHABLE)
        .with("provider", "DuckDNS")
        .detail(detail)
        .exception();
  }
}
