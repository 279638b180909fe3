package app.gatehouse.reach;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.network.IpRange;
import app.gatehouse.model.network.NameReport;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.net.IpFacts;
import app.gatehouse.net.LoopbackDns;
import app.gatehouse.net.Resolver;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NameCheckTest {
  private final HttpFetch http = new HttpFetch();
  private final FakeNetwork home = new FakeNetwork().with("192.168.1.5").router("198.18.0.1");
  private List<IpRange> alsoPublic = List.of();

  @AfterEach
  void close() {
    http.close();
  }

  @Test
  void knowsTheRoutersAddress() throws Exception {
    home.router("44.128.0.1");

    var report = check("home.example", "home.example. A 44.128.0.1");

    assertThat(report.pointsHere()).isTrue();
    assertThat(report.problem()).isNull();
    assertThat(report.addresses()).containsExactly("44.128.0.1");
  }

  @Test
  void followsAnAliasToTheHome() throws Exception {
    home.router("44.128.0.1");

    var report =
        check("www.example", "www.example. CNAME home.example.", "home.example. A 44.128.0.1");

    assertThat(report.pointsHere()).isTrue();
  }

  @Test
  void saysThatTheNameDoesNotExist() throws Exception {
    var report = check("gone.example", "home.example. A 44.128.0.1");

    assertThat(problem(report).code()).isEqualTo(ProblemCode.NAME_NOT_FOUND);
    assertThat(problem(report).severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void saysThatTheNameLeadsElsewhere() throws Exception {
    home.router("44.128.0.1");

    var report = check("home.example", "home.example. A 44.128.0.9");

    assertThat(report.pointsHere()).isFalse();
    assertThat(problem(report).code()).isEqualTo(ProblemCode.NAME_POINTS_ELSEWHERE);
    assertThat(problem(report).facts()).containsEntry("found", "44.128.0.9");
  }

  @Test
  void seesAnIpv6RecordThatWasForgotten() throws Exception {
    home.router("44.128.0.1");

    var report =
        check("home.example", "home.example. A 44.128.0.1", "home.example. AAAA 2a00:1450::9");

    assertThat(report.pointsHere()).isTrue();
    assertThat(problem(report).code()).isEqualTo(ProblemCode.AAAA_POINTS_ELSEWHERE);
    assertThat(problem(report).severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void isWellWithBothFamilies() throws Exception {
    home.router("44.128.0.1").with("2a00:1450::5");

    var report =
        check("home.example", "home.example. A 44.128.0.1", "home.example. AAAA 2a00:1450::5");

    assertThat(report.problem()).isNull();
  }

  @Test
  void doesNotJudgeWithoutKnowingTheHomesAddress() throws Exception {
    home.router = null;

    var report = check("home.example", "home.example. A 44.128.0.9");

    assertThat(report.pointsHere()).isFalse();
    assertThat(problem(report).code()).isEqualTo(ProblemCode.REACHABILITY_UNPROVEN);
    assertThat(problem(report).severity()).isEqualTo(Severity.INFO);
  }

  @Test
  void neverTakesAPrivateAddressForAPublicOne() throws Exception {
    home.router = null;

    assertThat(problem(check("home.example", "home.example. A 192.168.1.5")).code())
        .isEqualTo(ProblemCode.NAME_POINTS_ELSEWHERE);
  }

  @Test
  void believesTheSettingThatMakesALabPublic() throws Exception {
    alsoPublic = List.of(IpRange.of("127.0.0.0/8"));

    var report = check("home.example", "home.example. A 127.0.0.1");

    assertThat(report.pointsHere()).isTrue();
    assertThat(report.problem()).isNull();
  }

  @Test
  void tellsSilentNameServersFromAMissingName() throws Exception {
    try (var dns = LoopbackDns.failing()) {
      var report = check(AddressKind.OWN_DOMAIN, "home.example", dns);

      assertThat(problem(report).code()).isEqualTo(ProblemCode.NAME_SERVERS_BROKEN);
    }
  }

  @Test
  void asksNoPublicDnsForAPrivateName() throws Exception {
    try (var dns = LoopbackDns.of("app.home.arpa. A 44.128.0.9")) {
      var report = check(AddressKind.PRIVATE, "app-nobody-knows.invalid", dns);

      assertThat(problem(report).code()).isEqualTo(ProblemCode.NAME_NOT_FOUND);
      assertThat(problem(report).severity()).isEqualTo(Severity.INFO);
      assertThat(problem(report).facts())
          .containsEntry(Problem.VARIANT, "private")
          .containsEntry("local-address", "192.168.1.5");
      assertThat(check(AddressKind.PRIVATE, "localhost", dns).pointsHere()).isTrue();
      assertThat(check(AddressKind.PRIVATE, "192.168.1.5", dns).pointsHere()).isTrue();
    }
  }

  private NameReport check(String name, String... zone) throws Exception {
    try (var dns = LoopbackDns.of(zone)) {
      return check(AddressKind.OWN_DOMAIN, name, dns);
    }
  }

  private NameReport check(AddressKind kind, String name, LoopbackDns dns) throws Exception {
    var ips = new IpFacts(alsoPublic);
    var resolver = new Resolver(List.of(dns.address()), Duration.ofSeconds(5));
    var echo = new PublicAddress(http, ips, List.of());
    return Homes.check(home, home.asRouter(), ips, echo, resolver, port -> false)
        .checkName(SiteAddress.of(kind, name));
  }

  private static Problem problem(NameReport report) {
    return Objects.requireNonNull(report.problem());
  }
}
