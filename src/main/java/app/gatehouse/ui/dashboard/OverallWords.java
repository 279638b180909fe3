package app.gatehouse.ui.dashboard;

import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.model.status.OperationState;
import app.gatehouse.model.status.SiteStatus;
import app.gatehouse.model.status.StatusReport;
import app.gatehouse.model.status.StepReport;
import app.gatehouse.model.status.StepState;
import app.gatehouse.problem.Severity;
import app.gatehouse.text.Texts;
import java.util.stream.Stream;

/** What the dashboard says of everything together, in words. */
final class OverallWords {
  private final Texts texts;

  OverallWords(Texts texts) {
    this.texts = texts;
  }

  String standing(StatusReport report) {
    return texts.get("dashboard.overall." + Standing.of(report).key());
  }

  /** How many problems there are and what is published, in one line. */
  String count(StatusReport report) {
    if (report.service().offline()) {
      return texts.get("dashboard.count.offline");
    }
    var published = report.sites().stream().filter(site -> !site.paused()).count();
    var words = numbered("dashboard.count.problems.", problems(report));
    return texts.get("dashboard.count", words, numbered("dashboard.count.published.", published));
  }

  /** One obstacle that stands in the way of several sites counts once. */
  static long problems(StatusReport report) {
    var theirs =
        report.sites().stream()
            .filter(site -> !site.paused())
            .map(SiteStatus::problems)
            .flatMap(problems -> problems.stream());
    return Stream.concat(report.problems().stream(), theirs)
        .filter(problem -> problem.severity() != Severity.INFO)
        .distinct()
        .count();
  }

  private String numbered(String key, long number) {
    if (number == 0) {
      return texts.get(key + "none");
    }
    return number == 1 ? texts.get(key + "one") : texts.get(key + "some", number);
  }

  /** What a setup under way is at, in one line. */
  String operation(OperationSnapshot operation) {
    var name = operation.site().displayName();
    return switch (operation.state()) {
      case RUNNING -> texts.get("dashboard.operation.running", name, step(operation));
      case FAILED -> texts.get("dashboard.operation.failed", name);
      case UNDOING, CANCELLED, DONE -> texts.get("dashboard.operation.undoing", name);
    };
  }

  static boolean isWaiting(OperationSnapshot operation) {
    return operation.state() == OperationState.FAILED;
  }

  private String step(OperationSnapshot operation) {
    return operation.steps().stream()
        .filter(step -> step.state() == StepState.RUNNING)
        .map(StepReport::id)
        .map(id -> texts.get("step." + id))
        .findFirst()
        .orElse("…");
  }
}
