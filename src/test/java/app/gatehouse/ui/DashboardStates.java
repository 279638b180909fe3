package app.gatehouse.ui;

import static app.gatehouse.ui.FactsOfSites.broken;
import static app.gatehouse.ui.FactsOfSites.failing;
import static app.gatehouse.ui.FactsOfSites.good;
import static app.gatehouse.ui.FactsOfSites.offline;
import static app.gatehouse.ui.FactsOfSites.paused;
import static app.gatehouse.ui.FactsOfSites.report;
import static app.gatehouse.ui.FactsOfSites.withoutJobs;

import app.gatehouse.model.status.OperationState;
import app.gatehouse.model.status.StatusReport;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Every state of the dashboard, for pictures. */
final class DashboardStates {
  private static final String STUDIO = "studio.example.com";
  private static final String SPEECH = "speech.example.com";

  private final Map<String, Consumer<ShownDesktop>> states = new LinkedHashMap<>();

  DashboardStates() {
    healthy();
    troubled();
    owned();
    wishes();
    unreachable();
    sizes();
  }

  Map<String, Consumer<ShownDesktop>> all() {
    return states;
  }

  private static ShownDesktop show(ShownDesktop desktop, StatusReport report) {
    desktop.service.status = () -> report;
    desktop.show();
    return desktop;
  }

  private static StatusReport mixed() {
    return report(
        good(STUDIO), failing(SPEECH), broken("xn--6qqw7dh94e.example.com", "工作室.example.com"));
  }

  private void healthy() {
    states.put("10-dashboard-good", it -> show(it, report(good(STUDIO), good(SPEECH))));
    states.put(
        "10-dashboard-jobs", it -> show(it, report(good(STUDIO), good(SPEECH))).press("unfold"));
    states.put("10-dashboard-no-jobs", it -> show(it, report(withoutJobs(good(STUDIO)))));
    states.put("10-dashboard-code", it -> show(it, report(good(STUDIO))).press("code"));
    states.put(
        "10-dashboard-operation",
        it -> {
          it.service.resume(FactsOfSites.operation("comfy.example.com", OperationState.RUNNING));
          show(it, report(good(STUDIO)));
        });
    states.put(
        "10-dashboard-operation-failed",
        it -> {
          it.service.resume(FactsOfSites.operation("comfy.example.com", OperationState.FAILED));
          show(it, report(good(STUDIO)));
        });
    states.put(
        "10-dashboard-wizard",
        it -> {
          it.service.apps = () -> List.of(Facts.GRADIO, Facts.OLLAMA);
          show(it, report(good(STUDIO))).press("add-app");
        });
  }

  private void troubled() {
    states.put("11-dashboard-broken", it -> show(it, report(broken(STUDIO, STUDIO))));
    states.put("11-dashboard-failing", it -> show(it, report(failing(STUDIO))).press("unfold"));
    states.put("11-dashboard-mixed", it -> show(it, mixed()));
    states.put(
        "11-dashboard-service-problem",
        it ->
            show(
                it,
                report(
                    false,
                    List.of(
                        Problem.warning(ProblemCode.STATE_FILE_SET_ASIDE)
                            .with("file", "attempts.json")
                            .with("kept-as", "attempts.json.damaged")),
                    good(STUDIO))));
    states.put(
        "11-dashboard-alert-not-sent",
        it ->
            show(
                it,
                report(
                    false,
                    List.of(
                        Problem.warning(ProblemCode.ALERT_NOT_SENT)
                            .variant("login")
                            .with("server", "smtp.example.com")),
                    good(STUDIO))));
    states.put(
        "11-dashboard-stale",
        it -> {
          show(it, report(good(STUDIO)));
          it.service.status =
              ScriptedService.fails(
                  Problem.error(ProblemCode.SERVICE_NOT_REACHABLE).variant("slow"));
          it.ticker.step();
          it.ticker.step();
        });
  }

  private void owned() {
    states.put("12-dashboard-paused", it -> show(it, report(paused(good(STUDIO)), good(SPEECH))));
    states.put("12-dashboard-all-paused", it -> show(it, report(paused(good(STUDIO)))));
    states.put(
        "12-dashboard-offline",
        it -> show(it, report(true, List.of(), offline(good(STUDIO)), paused(good(SPEECH)))));
    states.put("12-dashboard-empty", DashboardStates::emptied);
  }

  /** The last site goes while the dashboard is shown: at the start there would be the wizard. */
  private static void emptied(ShownDesktop desktop) {
    show(desktop, report(good(STUDIO)));
    desktop.service.status = () -> report();
    desktop.ticker.step();
  }

  private void wishes() {
    states.put("13-dashboard-ask-offline", it -> show(it, report(good(STUDIO))).press("offline"));
    states.put("13-dashboard-ask-remove", it -> show(it, report(good(STUDIO))).press("remove"));
    states.put(
        "13-dashboard-renewing",
        it -> {
          it.service.renewed = ScriptedService.never();
          show(it, report(good(STUDIO))).press("renew");
        });
    states.put(
        "13-dashboard-renewed",
        it -> {
          it.service.renewed = () -> true;
          show(it, report(good(STUDIO))).press("renew");
        });
    states.put(
        "13-dashboard-renew-failed",
        it -> {
          it.service.renewed =
              ScriptedService.fails(
                  Problem.error(ProblemCode.CA_UNREACHABLE)
                      .variant("connect")
                      .with("ca", "acme-v02.api.letsencrypt.org"));
          show(it, report(good(STUDIO))).press("renew");
        });
    states.put(
        "13-dashboard-checking",
        it -> {
          show(it, report(good(STUDIO)));
          it.service.changed = ScriptedService.never();
          it.press("check-now");
        });
    states.put(
        "13-dashboard-offline-failed",
        it -> {
          it.service.changed = ScriptedService.fails(Problem.error(ProblemCode.STORAGE_FULL));
          show(it, report(good(STUDIO))).press("offline");
          it.press("question-yes");
        });
  }

  private void unreachable() {
    states.put(
        "14-dashboard-loading",
        it -> it.show(() -> ScriptedService.<ScriptedService>never().get()));
    states.put(
        "14-dashboard-lost",
        it -> {
          var calls = new AtomicInteger();
          it.service.status =
              () -> {
                if (calls.getAndIncrement() > 0) {
                  throw ScriptedService.anyProblem().exception();
                }
                return report(good(STUDIO));
              };
          it.show();
          it.ticker.step();
          it.ticker.step();
        });
    states.put(
        "14-dashboard-stranger",
        it -> {
          it.service.status =
              ScriptedService.fails(Problem.error(ProblemCode.NO_PERMISSION).variant("installed"));
          it.show();
        });
  }

  private void sizes() {
    states.put("15-dashboard-small", it -> show(it, mixed()).resize(720, 560, 14));
    states.put("15-dashboard-large-letters", it -> show(it, mixed()).resize(720, 900, 20));
    states.put("15-dashboard-wide", it -> show(it, mixed()).resize(1600, 1000, 14));
    states.put(
        "15-dashboard-whole",
        it -> {
          show(it, mixed()).resize(980, 1500, 14);
          it.press("unfold");
        });
  }
}
