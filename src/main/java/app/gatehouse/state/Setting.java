package app.gatehouse.state;

import app.gatehouse.model.network.IpLiteral;
import app.gatehouse.model.network.IpRange;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The named settings: name, default and what a value must look like. This table is the only place
 * where they are listed. Lists are separated by commas.
 */
enum Setting {
  HTTP_PORT("http.port", "80", Setting::port),
  HTTPS_PORT("https.port", "443", Setting::port),
  /** An IP literal; empty means all addresses of both families. */
  LISTEN_ADDRESS("listen.address", "", Setting::addressOrEmpty),
  ACME_DIRECTORY("acme.directory", "https://acme-v02.api.letsencrypt.org/directory", Setting::web),
  /** Where orders are rehearsed, whatever the CA; empty means at the CA's own test directory. */
  ACME_REHEARSAL_DIRECTORY("acme.rehearsal-directory", "", Setting::webOrEmpty),
  /** PEM file with further roots that the directories' own HTTPS may use; empty means none. */
  ACME_CA_FILE("acme.ca-file", "", Setting::path),
  /** Such as {@code 127.0.0.1:8053}; empty means the system's. */
  DNS_RESOLVERS("dns.resolvers", "", text -> items(text).forEach(SocketAddresses::of)),
  /**
   * Outside parties that try our ports; empty means nobody is asked. Each by its name, at another
   * address ({@code globalping=https://…}), an address of one's own with {@code $URL} in it, or a
   * JSON file of such.
   */
  PROBE_SERVICES("probe.services", "letsdebug,globalping,check-host", Setting::probers),
  /**
   * Outside parties that tell a caller its own address, both families, inside and outside China; by
   * the web, or by DNS in the form of RFC 4501.
   */
  IP_ECHO_SERVICES(
      "ip-echo.services",
      "https://api.ipify.org,https://ipv4.icanhazip.com,https://checkip.amazonaws.com,"
          + "https://myip.ipip.net,https://ddns.oray.com/checkip,https://4.ipw.cn,"
          + "dns://208.67.222.222/myip.opendns.com?type=A,"
          + "https://api6.ipify.org,https://ipv6.icanhazip.com,"
          + "dns://[2620:0:ccc::2]/myip.opendns.com?type=AAAA",
      Setting::echoes),
  /** Where providers of names take updates; each {@code <provider>.url}. */
  DUCKDNS_URL("duckdns.url", "https://www.duckdns.org", Setting::web),
  DYNU_URL("dynu.url", "https://api.dynu.com", Setting::web),
  NOIP_URL("noip.url", "https://dynupdate.no-ip.com", Setting::web),
  DESEC_URL("desec.url", "https://update.dedyn.io", Setting::web),
  DYNV6_URL("dynv6.url", "https://dynv6.com", Setting::web),
  FREEDNS_URL("freedns.url", "https://sync.afraid.org", Setting::web),
  HE_URL("he.url", "https://dyn.dns.he.net", Setting::web),
  /** Whether the router is asked at all. */
  ROUTER_ENABLED("router.enabled", "true", Setting::truth),
  /** Address blocks that count as public and as this home's, so that a lab can be the internet. */
  ADDRESS_ALSO_PUBLIC("address.also-public", "", text -> items(text).forEach(IpRange::of));

  final String wireName;
  final String standard;
  private final Consumer<String> check;

  Setting(String wireName, String standard, Consumer<String> check) {
    this.wireName = wireName;
    this.standard = standard;
    this.check = check;
  }

  static Optional<Setting> named(String name) {
    return Arrays.stream(values()).filter(s -> s.wireName.equals(name)).findFirst();
  }

  static List<String> names() {
    return Arrays.stream(values()).map(s -> s.wireName).toList();
  }

  /** The value as it means the same wherever a program works. */
  String absolute(String value, Path folder) {
    if (this == PROBE_SERVICES) {
      return items(value).stream()
          .map(item -> isFile(item) ? folder.resolve(item).toString() : item)
          .collect(Collectors.joining(","));
    }
    return this == ACME_CA_FILE && !value.isEmpty() ? folder.resolve(value).toString() : value;
  }

  /**
   * @throws IllegalArgumentException saying what is wrong
   */
  void check(String value) {
    check.accept(value);
  }

  static List<String> items(String list) {
    return Arrays.stream(list.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private static boolean isFile(String item) {
    return item.endsWith(".json") && !item.contains("://");
  }

  private static void port(String text) {
    // 0 lets the system choose one.
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65535) {
      throw new IllegalArgumentException("a port is a number from 0 to 65535");
    }
  }

  private static void addressOrEmpty(String text) {
    if (!text.isEmpty()) {
      IpLiteral.of(text);
    }
  }

  private static void path(String text) {
    if (Path.of(text).toString().isBlank() && !text.isEmpty()) {
      throw new IllegalArgumentException("a file");
    }
  }

  private static void truth(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("true or false");
    }
  }

  private static void echoes(String text) {
    for (var item : items(text)) {
      if (item.startsWith("dns://")) {
        var uri = URI.create(item);
        IpLiteral.of(String.valueOf(uri.getHost()).replaceAll("[\\[\\]]", ""));
        if (uri.getPath().length() < 2) {
          throw new IllegalArgumentException("a name to ask for");
        }
      } else {
        web(item);
      }
    }
  }

  /** Which names there are is known elsewhere. */
  private static void probers(String text) {
    for (var item : items(text)) {
      var address = item.substring(item.indexOf("=http") + 1);
      if (address.startsWith("http")) {
        web(address.replaceAll("\\$[A-Z]+", "x"));
      } else if (!item.matches("[a-z][a-z0-9-]{1,30}") && !isFile(item)) {
        throw new IllegalArgumentException("a name, an address or a JSON file");
      }
    }
  }

  private static void webOrEmpty(String text) {
    if (!text.isEmpty()) {
      web(text);
    }
  }

  private static void web(String text) {
    var uri = URI.create(text);
    var scheme = uri.getScheme();
    if (uri.getHost() == null || !("https".equals(scheme) || "http".equals(scheme))) {
      throw new IllegalArgumentException("an http or https address");
    }
  }
}
