package app.gatehouse.setup;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.NameReport;
import app.gatehouse.model.network.PortOutcome;
import app.gatehouse.model.network.PortReport;
import app.gatehouse.model.network.RouterInfo;
import app.gatehouse.model.network.Verdict;
import app.gatehouse.model.network.Way;
import app.gatehouse.model.plan.Credentials;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.text.Texts;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReviewTest {
  private static final SetupDefaults DEFAULTS =
      new SetupDefaults(URI.create("https://ca.example/dir"), 8080, 8443, List.of(), List.of());
  private static final Credentials ALL =
      new Credentials("ada", "correct horse battery", "k", NewKey.make(new Random(1)));

  @Test
  void saysWhatBecomesPublic() throws Exception {
    var lines = review(publicly(), home(), Optional.of(URI.create("https://ca.example/terms")));

    assertThat(lines)
        .extracting(ReviewLine::key)
        .contains(
            "review.public.certificate-log",
            "review.public.checks",
            "review.router.map",
            "review.name.points-here",
            "review.note.terms",
            "review.note.sleep",
            "review.computer.ports");
    assertThat(lines).noneMatch(line -> line.key().equals("review.note.root-not-trusted"));
  }

  @Test
  void saysThatTheRouterIsAskedToLetIpv6In() throws Exception {
    assertThat(review(publicly(), home(), Optional.empty()))
        .extracting(ReviewLine::key)
        .doesNotContain("review.router.ipv6");

    assertThat(review(publicly(), homeWithIpv6(), Optional.empty()))
        .extracting(ReviewLine::key)
        .contains("review.router.map", "review.router.ipv6");
  }

  @Test
  void aDynamicNameIsKeptHere() throws Exception {
    var draft = publicly().address(AddressKind.DYNAMIC_NAME, "my-app.duckdns.org");

    assertThat(review(draft, home(), Optional.empty()))
        .extracting(ReviewLine::key)
        .contains("review.name.kept")
        .doesNotContain("review.name.unchanged");
  }

  @Test
  void aPrivateSiteTellsNobody() throws Exception {
    var draft = Draft.empty().app("7860").address(AddressKind.PRIVATE, "app.home.arpa");

    assertThat(review(draft, null, Optional.empty()))
        .extracting(ReviewLine::key)
        .contains(
            "review.public.nothing",
            "review.router.nothing",
            "review.name.private",
            "review.computer.local-ca",
            "review.note.root-not-trusted");
  }

  @Test
  void everyLineHasItsTextAndItsFacts() throws Exception {
    for (var guard : GuardKind.values()) {
      for (var draft :
          List.of(
              publicly().guard(guard).openConsent(true),
              Draft.empty()
                  .app("7860")
                  .address(AddressKind.PRIVATE, "app.home.arpa")
                  .guard(guard)
                  .openConsent(true))) {
        for (var locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
          var texts = Texts.of(locale);
          for (var line :
              review(draft, homeWithIpv6(), Optional.of(URI.create("https://ca/terms")))) {
            assertThat(texts.get(line.key(), line.facts())).doesNotContain("{", "<").isNotBlank();
            assertThat(texts.has("review.topic." + line.topic().id())).isTrue();
          }
        }
      }
    }
  }

  private static List<ReviewLine> review(Draft draft, HomeReport home, Optional<URI> terms)
      throws Exception {
    var plan = Setup.plan(draft.answers(), ALL, DEFAULTS);
    var name = new NameReport(plan.site().name(), List.of(), true, null);
    return Review.of(plan, DEFAULTS, home, name, terms);
  }

  private static Draft publicly() {
    return Draft.empty()
        .app("7860")
        .address(AddressKind.OWN_DOMAIN, "app.example.com")
        .termsAgreed(true);
  }

  private static HomeReport home() {
    return home(List.of());
  }

  private static HomeReport homeWithIpv6() {
    return home(List.of(new PortReport(443, IpFamily.IPV6, PortOutcome.CLOSED, List.of())));
  }

  private static HomeReport home(List<PortReport> ports) {
    return new HomeReport(
        new Verdict(PortOutcome.OPEN, null),
        List.of(CheckResult.of("sleep", Problem.warning(ProblemCode.SLEEP_MAY_INTERRUPT))),
        ports,
        List.of(),
        new RouterInfo("192.168.1.1", "FRITZ!Box", "upnp-igd2", "192.168.1.5", "203.0.113.7"),
        Way.DIRECT);
  }
}
