package app.gatehouse.guide;

import app.gatehouse.model.network.HomeReport;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is filled into a guide. What is not known reads as words instead.
 *
 * @param rules the forwards that are needed, by their outer port
 * @param router the gateway's address in the home's network
 * @param computer this computer's IPv4 address there
 * @param computer6 this computer's public IPv6 address
 * @param hardware the hardware (MAC) address behind {@code computer}
 * @param wan the router's outer address as it says
 */
public record HomeAddresses(
    List<PortRule> rules,
    @Nullable String router,
    @Nullable String computer,
    @Nullable String computer6,
    @Nullable String hardware,
    @Nullable String wan) {
  public HomeAddresses {
    rules = List.copyOf(rules);
  }

  /** With the hardware address that this computer's own network card tells; asks nobody else. */
  public static HomeAddresses of(HomeReport home, Set<PortRule> rules) {
    var known = home.router();
    var computer = Optional.ofNullable(known == null ? null : known.localAddress());
    return new HomeAddresses(
        rules.stream().sorted(Comparator.comparing(PortRule::outer)).toList(),
        known == null ? null : known.gateway(),
        computer.filter(address -> !isIpv6(address)).orElse(null),
        home.addresses().stream().filter(HomeAddresses::isPublicIpv6).findFirst().orElse(null),
        computer.flatMap(NetworkCard::hardwareAddress).orElse(null),
        known == null ? null : known.wanAddress());
  }

  /** By the name of their place in a text; only what is known. */
  Map<String, String> places() {
    var places = new LinkedHashMap<String, String>();
    put(places, "router", router);
    put(places, "computer", computer);
    put(places, "computer6", computer6);
    put(places, "hardware", hardware);
    put(places, "wan", wan);
    places.put("ports", ports());
    return places;
  }

  private String ports() {
    return rules.stream()
        .map(rule -> Integer.toString(rule.outer()))
        .collect(Collectors.joining(", "));
  }

  private static void put(Map<String, String> places, String name, @Nullable String value) {
    if (value != null) {
      places.put(name, value);
    }
  }

  private static boolean isIpv6(String address) {
    return address.contains(":");
  }

  /** Within 2000::/3, which is all that was given out so far (RFC 4291, section 2.4). */
  private static boolean isPublicIpv6(String address) {
    return isIpv6(address) && (address.startsWith("2") || address.startsWith("3"));
  }
}
