package app.gatehouse.setup;

import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.NameReport;
import app.gatehouse.model.network.ProbeParty;
import app.gatehouse.model.plan.Plan;
import app.gatehouse.model.plan.StepKind;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the user is shown before anything is changed: what will change, and what becomes public. */
public final class Review {
  private static final int USUAL_HTTPS = 443;

  private final Plan plan;
  private final SetupDefaults defaults;
  private final List<ReviewLine> lines = new ArrayList<>();

  private Review(Plan plan, SetupDefaults defaults) {
    this.plan = plan;
    this.defaults = defaults;
  }

  /**
   * @param home what is known about this home, null when it was not looked at
   * @param name where the name leads, null when it was not looked at
   */
  public static List<ReviewLine> of(
      Plan plan,
      SetupDefaults defaults,
      @Nullable HomeReport home,
      @Nullable NameReport name,
      Optional<URI> terms) {
    var review = new Review(plan, defaults);
    review.computer(home);
    review.router(home);
    review.name(name);
    review.becomesPublic();
    review.notes(home, terms);
    return List.copyOf(review.lines);
  }

  private void computer(@Nullable HomeReport home) {
    var site = plan.site();
    add(
        ReviewTopic.COMPUTER,
        "review.computer.ports",
        Map.of(
            "http", Integer.toString(defaults.httpPort()),
            "https", Integer.toString(defaults.httpsPort())));
    add(
        ReviewTopic.COMPUTER,
        "review.computer.forward",
        Map.of("url", site.address().url(publicPort(home)), "app", site.app().url()));
    add(
        ReviewTopic.COMPUTER,
        switch (site.protection().guard()) {
          case LOGIN -> "review.computer.login";
          case API_KEY -> "review.computer.api-key";
          case OPEN -> "review.computer.open";
        },
        Map.of());
    var limits = site.protection().limits();
    if (limits.perMinute() > 0) {
      add(
          ReviewTopic.COMPUTER,
          "review.computer.limits",
          Map.of(
              "minute", Integer.toString(limits.perMinute()),
              "path", Integer.toString(limits.perPathPerMinute())));
    }
    if (site.certificate().isLocal()) {
      add(ReviewTopic.COMPUTER, "review.computer.local-ca", Map.of());
    }
  }

  /** A router that maps ports lets visitors come to the usual one. */
  private int publicPort(@Nullable HomeReport home) {
    return plan.steps().contains(StepKind.MAP_PORTS) && mapsPorts(home)
        ? USUAL_HTTPS
        : defaults.httpsPort();
  }

  private static boolean mapsPorts(@Nullable HomeReport home) {
    return home != null && home.router() != null && home.router().protocol() != null;
  }

  private void router(@Nullable HomeReport home) {
    if (!plan.steps().contains(StepKind.MAP_PORTS)) {
      add(ReviewTopic.ROUTER, "review.router.nothing", Map.of());
      return;
    }
    var router = home == null ? null : home.router();
    if (router != null && router.protocol() != null) {
      add(
          ReviewTopic.ROUTER,
          "review.router.map",
          Map.of("router", Objects.requireNonNullElse(router.name(), "")));
    } else {
      add(ReviewTopic.ROUTER, "review.router.by-hand", Map.of());
    }
    if (hasPublicIpv6(home)) {
      add(
          ReviewTopic.ROUTER,
          "review.router.ipv6",
          Map.of(
              "http", Integer.toString(defaults.httpPort()),
              "https", Integer.toString(defaults.httpsPort())));
    }
  }

  /** A home without has no ports of that family. */
  private static boolean hasPublicIpv6(@Nullable HomeReport home) {
    return home != null && home.ports().stream().anyMatch(port -> port.family() == IpFamily.IPV6);
  }

  private void name(@Nullable NameReport report) {
    var address = plan.site().address();
    if (!address.kind().isPublic()) {
      add(ReviewTopic.NAME, "review.name.private", Map.of("name", address.displayName()));
    } else if (address.kind() == AddressKind.DYNAMIC_NAME) {
      add(ReviewTopic.NAME, "review.name.kept", Map.of("name", address.displayName()));
    } else if (report != null && report.pointsHere()) {
      add(ReviewTopic.NAME, "review.name.points-here", Map.of("name", address.displayName()));
    } else {
      add(ReviewTopic.NAME, "review.name.unchanged", Map.of("name", address.displayName()));
    }
  }

  private void becomesPublic() {
    var site = plan.site();
    var directory = site.certificate().directory();
    if (directory == null) {
      add(ReviewTopic.PUBLIC, "review.public.nothing", Map.of());
      return;
    }
    var facts = new TreeMap<String, String>();
    facts.put("name", site.address().displayName());
    facts.put("ca", Objects.requireNonNullElse(directory.getHost(), directory.toString()));
    add(ReviewTopic.PUBLIC, "review.public.certificate-log", facts);
    add(ReviewTopic.PUBLIC, "review.public.checks", facts);
    var parties =
        defaults.parties().stream()
            .filter(party -> !party.leftOut())
            .map(ProbeParty::host)
            .collect(Collectors.joining(", "));
    if (!parties.isEmpty()) {
      add(ReviewTopic.PUBLIC, "review.public.daily", Map.of("parties", parties));
    }
  }

  private void notes(@Nullable HomeReport home, Optional<URI> terms) {
    terms.ifPresent(
        uri -> add(ReviewTopic.NOTE, "review.note.terms", Map.of("terms", uri.toString())));
    if (plan.site().certificate().isLocal()) {
      add(ReviewTopic.NOTE, "review.note.root-not-trusted", Map.of());
    }
    if (sleeps(home)) {
      add(ReviewTopic.NOTE, "review.note.sleep", Map.of());
    }
  }

  private static boolean sleeps(@Nullable HomeReport home) {
    return home != null
        && home.checks().stream()
            .map(check -> Optional.ofNullable(check.problem()).map(Problem::code))
            .anyMatch(code -> code.equals(Optional.of(ProblemCode.SLEEP_MAY_INTERRUPT)));
  }

  private void add(ReviewTopic topic, String key, Map<String, String> facts) {
    lines.add(new ReviewLine(topic, key, facts));
  }
}
