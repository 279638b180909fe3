package app.gatehouse.guide;

import app.gatehouse.model.network.HomeReport;
import app.gatehouse.problem.ProblemCode;
import java.util.List;
import java.util.Locale;

/** What a guide is about, with its steps in their order. */
public enum Topic {
  /** Ports forwarded by hand; the menus are those of the router's brand. */
  FORWARD("open", "reserve", "menu", "rule", "save", "check"),
  /** The router keeps IPv6 out; a port forward has nothing to do with that. */
  LET_IPV6_IN("open", "allow", "save", "check"),
  SECOND_ROUTER("which", "bridge", "access-point", "twice-outer", "twice-inner", "check"),
  ASK_PROVIDER("ask", "bridge", "ipv6", "tunnel", "private"),
  TLS_ALPN("keep", "https", "ask", "name"),
  HIGH_PORT("forward", "name", "address", "ask"),
  IPV6_ONLY("who", "try", "everybody"),
  PRIVATE("who", "trust", "outside"),
  /** Advice for a home line in mainland China, where other rules hold. */
  MAINLAND_CHINA("ports", "way", "filing", "contract");

  private final List<String> steps;

  Topic(String... steps) {
    this.steps = List.of(steps);
  }

  /** As scripts and text keys spell it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  List<String> steps() {
    return steps;
  }

  /** What helps this home, the first best; empty where a button does it or nothing is known. */
  static List<Topic> of(HomeReport home) {
    return switch (home.way()) {
      case FORWARD_BY_HAND -> List.of(isAboutIpv6(home) ? LET_IPV6_IN : FORWARD);
      case SECOND_ROUTER -> List.of(SECOND_ROUTER);
      case ASK_PROVIDER -> List.of(ASK_PROVIDER, PRIVATE);
      case TLS_ALPN -> List.of(TLS_ALPN);
      case DNS_AND_HIGH_PORT -> List.of(HIGH_PORT, PRIVATE);
      case IPV6_ONLY -> List.of(IPV6_ONLY);
      case DIRECT, MAP_PORTS, CLEAR_THIS_COMPUTER, CONNECT_FIRST, PROVE_FIRST -> List.of();
    };
  }

  private static boolean isAboutIpv6(HomeReport home) {
    var problem = home.verdict().problem();
    return problem != null && problem.code() == ProblemCode.IPV6_NOT_REACHABLE;
  }
}
