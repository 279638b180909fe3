package app.gatehouse.reach;

import app.gatehouse.model.network.IpFamily;
import app.gatehouse.net.DnsAnswer;
import app.gatehouse.net.HttpAnswer;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.net.IpFacts;
import app.gatehouse.net.Resolver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A service that tells callers their own address: by a web page with nothing but one address among
 * its words, or by DNS, as an address in the form of RFC 4501 ({@code
 * dns://208.67.222.222/myip.opendns.com?type=A}).
 */
interface Echo {
  /** Blocks for at most the limit; empty when it tells no address. */
  Optional<InetAddress> ask(Duration limit) throws InterruptedException;

  /**
   * @param service http, https or dns
   */
  static Echo of(URI service, HttpFetch http) {
    return "dns".equals(service.getScheme())
        ? limit -> byDns(service, limit)
        : limit -> byHttp(service, http, limit);
  }

  private static Optional<InetAddress> byHttp(URI service, HttpFetch http, Duration limit)
      throws InterruptedException {
    return http.get(service, limit) instanceof HttpAnswer answer
            && answer.isSuccess()
            && answer.body().length <= Words.LONGEST
        ? Words.onlyAddress(answer.text())
        : Optional.empty();
  }

  private static Optional<InetAddress> byDns(URI service, Duration limit)
      throws InterruptedException {
    var port = service.getPort() < 0 ? Words.DNS : service.getPort();
    var server = InetAddress.ofLiteral(service.getHost().replaceAll("[\\[\\]]", ""));
    var resolver = new Resolver(List.of(new InetSocketAddress(server, port)), limit);
    var name = service.getPath().substring(1);
    return switch (String.valueOf(service.getQuery()).toLowerCase(Locale.ROOT)) {
      case "type=aaaa" -> first(resolver.addresses(name, IpFamily.IPV6));
      case "type=txt" ->
          resolver.txt(name).values().stream()
              .flatMap(text -> Words.onlyAddress(text).stream())
              .findFirst();
      default -> first(resolver.addresses(name, IpFamily.IPV4));
    };
  }

  private static Optional<InetAddress> first(DnsAnswer<InetAddress> answer) {
    return answer.values().stream().findFirst();
  }

  /** What such services say. */
  final class Words {
    static final int LONGEST = 1024;
    static final int DNS = 53;
    private static final Pattern BETWEEN = Pattern.compile("[^0-9A-Fa-f.:]+");

    private Words() {}

    /** The one address among the words; a page of HTML is an answer to something else. */
    static Optional<InetAddress> onlyAddress(String text) {
      if (text.indexOf('<') >= 0) {
        return Optional.empty();
      }
      var found =
          BETWEEN
              .splitAsStream(text)
              .flatMap(word -> IpFacts.literal(word).stream())
              .distinct()
              .toList();
      return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
  }
}
