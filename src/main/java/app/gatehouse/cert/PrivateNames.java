package app.gatehouse.cert;

import app.gatehouse.model.network.IpRange;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;

/**
 * What a local root may sign for: names that no public CA issues for, and addresses that lead
 * nowhere on the internet.
 */
final class PrivateNames {
  /** RFC 6761, 6762 and 8375, ICANN's internal, and what routers call their network. */
  private static final List<String> SUFFIXES =
      List.of("local", "localhost", "home.arpa", "internal", "test", "lan", "home");

  private static final List<String> RANGES =
      List.of(
          "127.0.0.0/8",
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "169.254.0.0/16",
          "100.64.0.0/10",
          "::1/128",
          "fc00::/7",
          "fe80::/10");

  private PrivateNames() {}

  /** Whether the constraints that all roots share permit this host. */
  static boolean include(String host) {
    if (SigningRequest.isIp(host)) {
      return RANGES.stream()
          .anyMatch(each -> IpRange.of(each).contains(InetAddress.ofLiteral(host)));
    }
    return SUFFIXES.stream().anyMatch(each -> host.equals(each) || host.endsWith("." + each));
  }

  /**
   * RFC 5280 section 4.2.1.10. Both kinds of names stand in it always: a kind that is not mentioned
   * would be unlimited.
   *
   * @param host permitted in addition, alone
   */
  static NameConstraints permitting(String host) {
    var permitted = new ArrayList<GeneralSubtree>(SUFFIXES.size() + RANGES.size() + 3);
    for (var each : SUFFIXES) {
      permitted.add(subtree(GeneralName.dNSName, each));
    }
    for (var each : RANGES) {
      permitted.add(subtree(GeneralName.iPAddress, each));
    }
    if (!include(host)) {
      permitted.add(
          SigningRequest.isIp(host)
              ? subtree(GeneralName.iPAddress, host + (host.contains(":") ? "/128" : "/32"))
              : subtree(GeneralName.dNSName, host));
    }
    // Nothing is ever signed for mail or other addresses.
    permitted.add(subtree(GeneralName.rfc822Name, "localhost"));
    permitted.add(subtree(GeneralName.uniformResourceIdentifier, "localhost"));
    // Null, not none: an empty list of excluded names is not valid, and Chromium drops such a root.
    return new NameConstraints(permitted.toArray(new GeneralSubtree[0]), null);
  }

  private static GeneralSubtree subtree(int kind, String name) {
    return new GeneralSubtree(new GeneralName(kind, name));
  }
}
