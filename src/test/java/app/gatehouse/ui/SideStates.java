package app.gatehouse.ui;

import static app.gatehouse.ui.FactsOfSites.good;
import static app.gatehouse.ui.FactsOfSites.inPrivate;
import static app.gatehouse.ui.FactsOfSites.report;

import app.gatehouse.model.alert.AlertChannels;
import app.gatehouse.model.alert.MailChannel;
import app.gatehouse.model.alert.MailSecurity;
import app.gatehouse.model.status.StepState;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.setup.RootTrust;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Every state of the pages beside the dashboard, for pictures. */
final class SideStates {
  private static final String STUDIO = "studio.example.com";
  private static final MailChannel MAIL =
      new MailChannel(
          "smtp.example.com",
          465,
          MailSecurity.TLS,
          "maria@example.com",
          "maria@example.com",
          "maria@example.org");

  private final Map<String, Consumer<ShownDesktop>> states = new LinkedHashMap<>();

  SideStates() {
    change();
    changeRefused();
    alerts();
    alertsRefused();
    trust();
  }

  Map<String, Consumer<ShownDesktop>> all() {
    return states;
  }

  private static void toChange(ShownDesktop desktop) {
    desktop.service.status = () -> report(good(STUDIO));
    desktop.service.apps = () -> List.of(Facts.GRADIO, Facts.FLASK);
    desktop.show();
    desktop.press("change");
  }

  /** So high that the whole page is seen. */
  private static void tall(ShownDesktop desktop) {
    desktop.resize(980, 1180, 14);
  }

  private static void login(ShownDesktop desktop, String password) {
    desktop.press("guard-login");
    desktop.type("user", "maria");
    desktop.type("password", password);
    desktop.type("repeat", password);
  }

  private void change() {
    states.put("20-change-window", SideStates::toChange);
    states.put(
        "20-change-nothing",
        it -> {
          toChange(it);
          tall(it);
        });
    states.put(
        "20-change-login",
        it -> {
          toChange(it);
          login(it, "blue otter kettle");
          tall(it);
        });
    states.put(
        "20-change-key",
        it -> {
          toChange(it);
          it.press("guard-api-key");
          tall(it);
        });
    states.put(
        "20-change-open",
        it -> {
          toChange(it);
          it.press("guard-open");
          it.type("app-address", "5001");
          tall(it);
        });
    states.put(
        "20-change-small",
        it -> {
          toChange(it);
          it.resize(720, 560, 14);
        });
    states.put(
        "20-change-large-letters",
        it -> {
          toChange(it);
          login(it, "blue otter kettle");
          it.resize(720, 1500, 20);
        });
    states.put(
        "21-changed-login",
        it -> {
          toChange(it);
          login(it, "blue otter kettle");
          it.press("primary");
        });
    states.put(
        "21-changed-key",
        it -> {
          toChange(it);
          it.press("guard-api-key");
          it.type("app-address", "5001");
          it.press("primary");
        });
  }

  private void changeRefused() {
    states.put(
        "22-change-weak",
        it -> {
          toChange(it);
          login(it, "maria2026");
          it.press("primary");
          tall(it);
        });
    states.put(
        "22-change-ourselves",
        it -> {
          toChange(it);
          it.type("app-address", "127.0.0.1:443");
          it.service.changed =
              ScriptedService.fails(
                  Problem.error(ProblemCode.UPSTREAM_IS_OURSELVES)
                      .with("address", "http://127.0.0.1:443"));
          it.press("primary");
          tall(it);
        });
    states.put(
        "22-change-running",
        it -> {
          toChange(it);
          it.type("app-address", "5001");
          it.service.changed =
              ScriptedService.fails(
                  Problem.error(ProblemCode.ALREADY_RUNNING)
                      .variant("operation")
                      .with("name", STUDIO));
          it.press("primary");
        });
    states.put(
        "22-change-changing",
        it -> {
          toChange(it);
          it.type("app-address", "5001");
          it.service.changed = ScriptedService.never();
          it.press("primary");
        });
  }

  private static void toAlerts(ShownDesktop desktop, AlertChannels channels) {
    desktop.service.status = () -> report(good(STUDIO));
    desktop.service.alerts = () -> channels;
    desktop.show();
    desktop.press("alerts");
  }

  private static void mail(ShownDesktop desktop, String server, String to) {
    toAlerts(desktop, new AlertChannels(null, null));
    desktop.press("mail-edit");
    desktop.type("mail-server", server);
    desktop.type("mail-user", "maria@example.com");
    desktop.type("mail-password", "app password");
    desktop.type("mail-to", to);
  }

  private void alerts() {
    states.put("30-alerts-off", it -> toAlerts(it, new AlertChannels(null, null)));
    states.put("30-alerts-on", it -> toAlerts(it, new AlertChannels(MAIL, "ntfy.sh")));
    states.put("30-alerts-mail", it -> mail(it, "smtp.example.com", "maria@example.org"));
    states.put(
        "30-alerts-hook",
        it -> {
          toAlerts(it, new AlertChannels(MAIL, null));
          it.press("hook-edit");
          it.type("hook-address", "https://ntfy.sh/house-of-maria");
        });
    states.put(
        "30-alerts-saved",
        it -> {
          mail(it, "smtp.example.com", "maria@example.org");
          it.press("mail-save");
        });
    states.put(
        "30-alerts-tested",
        it -> {
          toAlerts(it, new AlertChannels(MAIL, null));
          it.press("test-alerts");
        });
    states.put(
        "30-alerts-small",
        it -> {
          mail(it, "smtp.example.com", "maria@example.org");
          it.resize(720, 560, 14);
        });
    states.put(
        "30-alerts-large-letters",
        it -> {
          mail(it, "smtp.example.com", "maria@example.org");
          it.resize(720, 1300, 20);
        });
  }

  private static void toCard(ShownDesktop desktop) {
    desktop.service.status = () -> report(inPrivate(good("studio.home.arpa")));
    desktop.show();
  }

  private static void toTrust(ShownDesktop desktop) {
    toCard(desktop);
    desktop.press("trust");
  }

  private void trust() {
    states.put("40-trust-card", SideStates::toCard);
    states.put(
        "40-trust-not-yet",
        it -> {
          it.trust.root = () -> FakeTrust.ROOT;
          toTrust(it);
        });
    states.put(
        "40-trust-asking",
        it -> {
          it.trust.root = () -> FakeTrust.ROOT;
          it.trust.system = ScriptedService.never();
          toTrust(it);
          it.press("trust-root");
        });
    states.put(
        "40-trust-done",
        it -> {
          it.trust.root = () -> FakeTrust.ROOT;
          toTrust(it);
          it.press("trust-root");
        });
    states.put(
        "40-trust-large-letters",
        it -> {
          it.trust.root = () -> FakeTrust.ROOT;
          toTrust(it);
          it.press("trust-root");
          it.resize(720, 900, 20);
        });
    states.put(
        "41-trust-refused",
        it -> {
          it.trust.root = () -> FakeTrust.ROOT;
          it.trust.system =
              () ->
                  FakeTrust.outcome(
                      RootTrust.Place.SYSTEM,
                      StepState.FAILED,
                      Problem.error(ProblemCode.NO_PERMISSION));
          toTrust(it);
          it.press("trust-root");
        });
    states.put("41-trust-no-root", SideStates::toTrust);
  }

  private void alertsRefused() {
    states.put(
        "31-alerts-mail-wrong",
        it -> {
          mail(it, "smtp example", "maria");
          it.type("mail-port", "70000");
          it.type("mail-password", "");
          it.press("mail-save");
          tall(it);
        });
    states.put(
        "31-alerts-hook-wrong",
        it -> {
          toAlerts(it, new AlertChannels(null, null));
          it.press("hook-edit");
          it.type("hook-address", "ntfy sh/house");
          it.press("hook-save");
        });
    states.put(
        "31-alerts-test-failed",
        it -> {
          toAlerts(it, new AlertChannels(MAIL, null));
          it.service.changed =
              ScriptedService.fails(
                  Problem.warning(ProblemCode.ALERT_NOT_SENT)
                      .variant("login")
                      .with("server", "smtp.example.com")
                      .detail("535 5.7.8 authentication failed"));
          it.press("test-alerts");
        });
    states.put(
        "31-alerts-testing",
        it -> {
          toAlerts(it, new AlertChannels(MAIL, "ntfy.sh"));
          it.service.changed = ScriptedService.never();
          it.press("test-alerts");
        });
    states.put(
        "31-alerts-lost",
        it -> {
          it.service.alerts = ScriptedService.fails(ScriptedService.anyProblem());
          it.service.status = () -> report(good(STUDIO));
          it.show();
          it.press("alerts");
        });
  }
}
