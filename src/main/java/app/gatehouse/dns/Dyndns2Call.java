package app.gatehouse.dns;

import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.IpLiteral;
import app.gatehouse.model.network.NameLogin;
import app.gatehouse.net.HttpCall;
import java.net.InetAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An update in the form "dyndns2": a GET with basic authentication. */
public final class Dyndns2Call {
  private Dyndns2Call() {}

  /**
   * Both addresses in one parameter, IPv4 first, as No-IP documents it and others took it over.
   *
   * @param update the update address, without a query
   */
  public static HttpCall of(
      URI update, String host, NameLogin login, Map<IpFamily, InetAddress> addresses) {
    var both =
        Stream.of(IpFamily.IPV4, IpFamily.IPV6)
            .flatMap(family -> Stream.ofNullable(addresses.get(family)))
            .map(IpLiteral::text)
            // A comma between two values: in a query it stands for itself (RFC 3986, 3.4).
            .collect(Collectors.joining(","));
    var query = "hostname=" + ProviderCalls.encoded(host) + "&myip=" + both;
    return authorized(URI.create(update + "?" + query), login);
  }

  /** With a parameter for each family. */
  public static HttpCall of(
      URI update,
      String host,
      NameLogin login,
      Map<IpFamily, InetAddress> addresses,
      Map<IpFamily, String> parameters) {
    var query = new LinkedHashMap<>(Map.of("hostname", host));
    parameters.forEach(
        (family, name) -> {
          var address = addresses.get(family);
          if (address != null) {
            query.put(name, IpLiteral.text(address));
          }
        });
    return authorized(URI.create(update + "?" + ProviderCalls.encoded(query)), login);
  }

  private static HttpCall authorized(URI uri, NameLogin login) {
    return ProviderCalls.get(uri)
        .header(
            "Authorization",
            ProviderCalls.basic(
                login.get(NameLogin.Field.USER), login.get(NameLogin.Field.PASSWORD)));
  }
}
