package app.gatehouse.ui.wizard.home;

import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.PortOutcome;
import app.gatehouse.ui.shared.Mark;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The three places a request passes on its way from the internet to the app. */
enum Station {
  COMPUTER(List.of("port", "firewall", "way-out", "addresses", "sleep")),
  ROUTER(List.of("gateway", "router", "mapping", "wan-address")),
  INTERNET(List.of());

  private static final List<Mark> WORST_FIRST =
      List.of(Mark.FAILED, Mark.WARNING, Mark.OK, Mark.SKIPPED);

  private final List<String> checks;

  Station(List<String> checks) {
    this.checks = checks;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How this place stands: as its worst check; the internet only ever as the verdict. */
  Mark mark(HomeReport report) {
    if (this == INTERNET) {
      return of(report.verdict().state());
    }
    if (this == ROUTER && report.router() == null) {
      return Mark.UNKNOWN;
    }
    return report.checks().stream()
        .filter(this::concerns)
        .map(check -> Mark.of(check))
        // Worth knowing is not trouble.
        .map(mark -> mark == Mark.NOTE ? Mark.OK : mark)
        .filter(mark -> mark != Mark.SKIPPED)
        .min(Comparator.comparing(WORST_FIRST::indexOf))
        .orElse(this == COMPUTER ? Mark.OK : Mark.UNKNOWN);
  }

  private boolean concerns(CheckResult check) {
    return checks.stream().anyMatch(check.id()::startsWith);
  }

  static Mark of(PortOutcome outcome) {
    return switch (outcome) {
      case OPEN -> Mark.OK;
      case CLOSED -> Mark.FAILED;
      case UNKNOWN -> Mark.UNKNOWN;
    };
  }
}
