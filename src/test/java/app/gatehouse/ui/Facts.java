package app.gatehouse.ui;

import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.NameLogin.Field;
import app.gatehouse.model.network.NameProviderInfo;
import app.gatehouse.model.network.NameReport;
import app.gatehouse.model.network.PhoneLink;
import app.gatehouse.model.network.PhoneVisit;
import app.gatehouse.model.network.PortOutcome;
import app.gatehouse.model.network.PortReport;
import app.gatehouse.model.network.ProbeParty;
import app.gatehouse.model.network.RouterInfo;
import app.gatehouse.model.network.Verdict;
import app.gatehouse.model.network.Way;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.AppKind;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.model.status.Health;
import app.gatehouse.model.status.ServiceInfo;
import app.gatehouse.model.status.SiteStatus;
import app.gatehouse.model.status.StatusReport;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a service might plausibly say, for tests and screenshots. */
public final class Facts {
  public static final List<ProbeParty> PARTIES =
      List.of(
          new ProbeParty("letsdebug", "letsdebug.net", true, false),
          new ProbeParty("globalping", "api.globalping.io", false, false),
          new ProbeParty("check-host", "check-host.net", true, false));

  public static final List<NameProviderInfo> NAME_PROVIDERS =
      List.of(
          new NameProviderInfo(
              "duckdns",
              List.of(Field.TOKEN),
              URI.create("https://www.duckdns.org"),
              "my-app.duckdns.org"),
          new NameProviderInfo(
              "noip",
              List.of(Field.USER, Field.PASSWORD),
              URI.create("https://www.noip.com"),
              "my-app.ddns.net"),
          new NameProviderInfo(
              "custom", List.of(Field.URL, Field.SUCCESS), null, "app.example.com"));

  public static final LocalApp GRADIO =
      new LocalApp(
          new Upstream("127.0.0.1", 7860),
          "gradio",
          "HeyGem Studio",
          AppKind.PAGES,
          "python3",
          "127.0.0.1",
          List.of());

  public static final LocalApp OLLAMA =
      new LocalApp(
          new Upstream("127.0.0.1", 11434),
          "ollama",
          "Ollama",
          AppKind.API,
          "ollama",
          "0.0.0.0",
          List.of(
              Problem.warning(ProblemCode.APP_OPEN_TO_NETWORK).with("bind", "0.0.0.0"),
              Problem.warning(ProblemCode.APP_HAS_NO_LOGIN)));

  public static final LocalApp FLASK =
      new LocalApp(
          new Upstream("127.0.0.1", 5000),
          "flask",
          "Flask",
          AppKind.API,
          "python3",
          "127.0.0.1",
          List.of());

  /** Whenever it is. */
  public static final Instant NOW = Instant.parse("2026-12-05T10:00:00Z");

  private static final RouterInfo ROUTER =
      new RouterInfo("192.168.1.1", "FRITZ!Box 7590", "upnp-igd2", "192.168.1.20", "203.0.113.7");

  private static final String LINK = "http://203.0.113.7:%d/.well-known/acme-challenge/%s";

  private static final List<PhoneLink> LINKS =
      List.of(
          new PhoneLink(80, LINK.formatted(80, "q8Jw2kXv0ZrT5mLb1nYcEw")),
          new PhoneLink(443, LINK.formatted(443, "Hs3vN9pDfU6aGx7WtKyR4A")));

  private Facts() {}

  public static HomeReport unknownHome() {
    var unproven = Problem.info(ProblemCode.REACHABILITY_UNPROVEN);
    return home(new Verdict(PortOutcome.UNKNOWN, unproven), PortOutcome.UNKNOWN, ROUTER, checks());
  }

  /** A phone that opened no link yet. */
  public static PhoneVisit phoneAwaited() {
    return new PhoneVisit(LINKS, 0, Set.of(), false, false, null);
  }

  /** A phone that came by the Wi-Fi at home. */
  public static PhoneVisit phoneInside() {
    return new PhoneVisit(LINKS, 1, Set.of(), true, false, null);
  }

  /** A phone that came through the first port, not yet through the other. */
  public static PhoneVisit phoneHalfThrough() {
    return new PhoneVisit(LINKS, 2, Set.of(80), false, false, unknownHome());
  }

  /** A phone that came through every port. */
  public static PhoneVisit phoneThrough() {
    return new PhoneVisit(LINKS, 3, Set.of(80, 443), false, false, openHome());
  }

  public static HomeReport openHome() {
    return home(new Verdict(PortOutcome.OPEN, null), PortOutcome.OPEN, ROUTER, checks());
  }

  /** As a home whose provider drops one port. */
  public static HomeReport blockedHome() {
    var blocked = Problem.error(ProblemCode.PROVIDER_BLOCKS_PORT).with("port", 80);
    var checks = new ArrayList<>(checks());
    checks.add(
        CheckResult.of("outside-ipv4-80", blocked)
            .withFacts(Map.of("port", "80", "by", "check-host, globalping")));
    checks.add(CheckResult.ok("outside-ipv4-443", Map.of("port", "443", "by", "globalping")));
    return new HomeReport(
        new Verdict(PortOutcome.CLOSED, blocked),
        checks,
        List.of(),
        List.of("192.168.1.20"),
        ROUTER,
        Way.TLS_ALPN);
  }

  /** Nobody has tried from outside, but something stands in the way already. */
  public static HomeReport takenHome() {
    var taken = Problem.error(ProblemCode.PORT_IN_USE).with("port", 80).with("process", "nginx");
    var checks = new ArrayList<>(checks());
    checks.set(0, CheckResult.of("port-80", taken).withFacts(Map.of("port", "80")));
    return new HomeReport(
        new Verdict(PortOutcome.UNKNOWN, taken),
        checks,
        List.of(),
        List.of("192.168.1.20"),
        ROUTER,
        Way.CLEAR_THIS_COMPUTER);
  }

  /** As a home that only its owner can open. */
  public static HomeReport byHand(Way way) {
    var problem = Problem.error(ProblemCode.PORT_NOT_FORWARDED).with("port", 80);
    return new HomeReport(
        new Verdict(PortOutcome.CLOSED, problem),
        checks(),
        List.of(),
        List.of("192.168.1.20"),
        ROUTER,
        way);
  }

  public static HomeReport closedHome() {
    var behind =
        new RouterInfo("192.168.1.1", "FRITZ!Box 7590", "upnp-igd2", "192.168.1.20", "100.72.3.9");
    var cgnat = Problem.error(ProblemCode.CGNAT).with("wan", "100.72.3.9");
    return home(
        new Verdict(PortOutcome.CLOSED, cgnat),
        PortOutcome.CLOSED,
        behind,
        List.of(
            CheckResult.of(
                    "port-80",
                    Problem.error(ProblemCode.PORT_IN_USE)
                        .with("port", 80)
                        .with("process", "nginx"))
                .withFacts(Map.of("port", "80")),
            CheckResult.ok("port-443", Map.of("port", "443", "state", "free")),
            CheckResult.ok("gateway", Map.of("ipv4", "192.168.1.1")),
            CheckResult.of("wan-address", cgnat),
            CheckResult.skipped("public-address")));
  }

  public static List<CheckResult> checks() {
    return List.of(
        CheckResult.ok("port-80", Map.of("port", "80", "state", "free")),
        CheckResult.ok("port-443", Map.of("port", "443", "state", "free")),
        CheckResult.ok("firewall", Map.of("firewall", "ufw")),
        CheckResult.ok("gateway", Map.of("ipv4", "192.168.1.1")),
        CheckResult.ok("way-out", Map.of("interface", "eth0")),
        CheckResult.ok("addresses-ipv4", Map.of("addresses", "192.168.1.20")),
        CheckResult.of("addresses-ipv6", Problem.info(ProblemCode.IPV6_NOT_REACHABLE)),
        CheckResult.ok("router", Map.of("name", "FRITZ!Box 7590", "protocol", "upnp-igd2")),
        CheckResult.ok("mapping-80", Map.of("port", "80", "state", "none")),
        CheckResult.ok("mapping-443", Map.of("port", "443", "state", "none")),
        CheckResult.ok("wan-address", Map.of("wan", "203.0.113.7")),
        CheckResult.skipped("public-address"),
        CheckResult.of("sleep", Problem.warning(ProblemCode.SLEEP_MAY_INTERRUPT)));
  }

  private static HomeReport home(
      Verdict verdict, PortOutcome outcome, RouterInfo router, List<CheckResult> checks) {
    return new HomeReport(
        verdict,
        checks,
        List.of(
            new PortReport(80, IpFamily.IPV4, outcome, List.of("check-host")),
            new PortReport(443, IpFamily.IPV4, outcome, List.of("check-host"))),
        List.of("192.168.1.20", "2001:db8:1::20"),
        router,
        outcome == PortOutcome.OPEN ? Way.DIRECT : Way.PROVE_FIRST);
  }

  public static NameReport pointsHere(String host) {
    return new NameReport(host, List.of("203.0.113.7"), true, null);
  }

  public static NameReport pointsElsewhere(String host) {
    return new NameReport(
        host,
        List.of("198.51.100.4"),
        false,
        Problem.warning(ProblemCode.NAME_POINTS_ELSEWHERE)
            .with("name", host)
            .with("found", "198.51.100.4"));
  }

  public static StatusReport status(String host) {
    var certificate =
        new SiteStatus.CertificateStatus(
            Instant.parse("2027-02-20T04:00:00Z"),
            Instant.parse("2027-01-21T04:00:00Z"),
            "R11",
            true);
    return new StatusReport(
        List.of(
            new SiteStatus(
                host,
                host,
                "http://127.0.0.1:7860",
                AddressKind.OWN_DOMAIN,
                "https://" + host + "/",
                GuardKind.LOGIN,
                certificate,
                Health.OK,
                false,
                List.of(),
                List.of())),
        new ServiceInfo("0.1.0", 4711, "/home/me/.local/state/gatehouse", 80, 443, true, false),
        List.of(),
        List.of(),
        null);
  }
}
