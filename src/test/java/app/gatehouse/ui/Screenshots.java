package app.gatehouse.ui;

import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.PhoneVisit;
import app.gatehouse.model.network.Way;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.setup.Draft;
import app.gatehouse.setup.SetupPage;
import app.gatehouse.ui.shared.Theme;
import app.gatehouse.ui.shared.Trials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.stage.Stage;

/**
 * Writes a picture of every page and state, in both languages, light and dark. {@code mvn -q
 * -Pscreenshots} runs it; arguments: the folder, then names of states to draw only those.
 */
public final class Screenshots {
  private static final String NAME = "studio.example.com";
  private static final URI TERMS = URI.create("https://letsencrypt.org/documents/LE-SA-v1.5.pdf");

  private final Map<String, Consumer<ShownWizard>> states = new LinkedHashMap<>();

  private Screenshots() {
    app();
    home();
    address();
    protection();
    review();
    working();
    done();
    beside();
  }

  /** Draws them. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var folder = Path.of(arguments.length > 0 ? arguments[0] : "target/screenshots");
    var wanted = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
    Files.createDirectories(folder);
    var started = new CompletableFuture<Void>();
    Platform.startup(() -> started.complete(null));
    started.join();
    Platform.setImplicitExit(false);
    var all = new LinkedHashMap<String, Drawing>();
    new Screenshots().states.forEach((name, state) -> all.put(name, wizard(state)));
    new DashboardStates().all().forEach((name, state) -> all.put(name, desktop(state)));
    new SideStates().all().forEach((name, state) -> all.put(name, desktop(state)));
    try {
      for (var locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
        Locale.setDefault(locale);
        for (var look : List.of(Theme.Look.LIGHT, Theme.Look.DARK)) {
          for (var state : all.entrySet()) {
            if (wanted.isEmpty() || wanted.stream().anyMatch(state.getKey()::startsWith)) {
              draw(folder, locale, look, state.getKey(), state.getValue());
            }
          }
        }
      }
    } finally {
      Platform.exit();
    }
  }

  /** Shows a state in a stage. */
  private interface Drawing {
    void show(Stage stage, Locale locale, Theme.Look look);
  }

  private static Drawing wizard(Consumer<ShownWizard> state) {
    return (stage, locale, look) ->
        state.accept(
            new ShownWizard(stage, new ScriptedService(), locale, look, new InlineTaskRunner()));
  }

  private static Drawing desktop(Consumer<ShownDesktop> state) {
    return (stage, locale, look) ->
        state.accept(
            new ShownDesktop(stage, new ScriptedService(), locale, look, new InlineTaskRunner()));
  }

  private static void draw(Path folder, Locale locale, Theme.Look look, String name, Drawing state)
      throws InterruptedException {
    var file =
        folder.resolve(
            name
                + "."
                + (locale.equals(Locale.ENGLISH) ? "en" : "zh-CN")
                + "."
                + look.name().toLowerCase(Locale.ROOT)
                + ".png");
    var stages = new CompletableFuture<Stage>();
    Platform.runLater(
        () -> {
          try {
            var stage = new Stage();
            state.show(stage, locale, look);
            stages.complete(stage);
          } catch (RuntimeException | Error e) {
            stages.completeExceptionally(new IllegalStateException(name, e));
          }
        });
    var stage = stages.join();
    // Some pulses, so that the focus and every size have settled.
    for (var pulse = 0; pulse < 3; pulse++) {
      onceMore(stage);
    }
    var written = new CompletableFuture<Void>();
    Platform.runLater(
        () -> {
          try {
            PngFile.write(stage.getScene().snapshot(null), file);
            written.complete(null);
          } catch (IOException e) {
            written.completeExceptionally(new UncheckedIOException(e));
          } finally {
            stage.hide();
          }
        });
    written.join();
  }

  private static void onceMore(Stage stage) {
    var pulse = new CompletableFuture<Void>();
    Platform.runLater(
        () -> {
          stage.getScene().getRoot().applyCss();
          stage.getScene().getRoot().layout();
          pulse.complete(null);
        });
    pulse.join();
  }

  private void app() {
    states.put(
        "01-app-found",
        wizard -> {
          wizard.service.apps = () -> List.of(Facts.GRADIO, Facts.OLLAMA, Facts.FLASK);
          wizard.service.draft = Optional.of(Draft.empty().app(Facts.GRADIO).answers());
          wizard.show();
        });
    states.put(
        "01-app-looking",
        wizard -> {
          wizard.service.apps = ScriptedService.never();
          wizard.show();
        });
    states.put(
        "01-app-nothing",
        wizard -> {
          wizard.service.apps = List::of;
          wizard.show();
        });
    states.put(
        "01-app-typed-wrong",
        wizard -> {
          wizard.service.apps = () -> List.of(Facts.FLASK);
          wizard.show();
          wizard.type("app-address", "https://127.0.0.1:7860");
          wizard.press("primary");
        });
    states.put(
        "01-app-failed",
        wizard -> {
          wizard.service.apps =
              ScriptedService.fails(
                  Problem.error(ProblemCode.UNKNOWN)
                      .with("short-code", "G-1f03")
                      .detail("IllegalStateException: /proc/net/tcp: line 3"));
          wizard.show();
        });
  }

  private static void toHome(ShownWizard wizard) {
    wizard.service.apps = () -> List.of(Facts.GRADIO);
    wizard.service.draft =
        Optional.of(Draft.empty().app(Facts.GRADIO).page(SetupPage.HOME).answers());
  }

  private void home() {
    states.put(
        "02-home-checking",
        wizard -> {
          toHome(wizard);
          wizard.service.home = ScriptedService.never();
          wizard.show();
        });
    states.put(
        "02-home-live",
        wizard -> {
          toHome(wizard);
          wizard.service.seenFirst = Facts.checks().subList(0, 5);
          wizard.service.home = ScriptedService.never();
          wizard.show();
          tall(wizard);
        });
    phone("02-home-phone-opening", ScriptedService.never());
    phone("02-home-phone-waiting", Facts::phoneAwaited);
    phone("02-home-phone-small", Facts::phoneAwaited);
    phone("02-home-phone-inside", Facts::phoneAwaited, Facts::phoneInside);
    phone("02-home-phone-half", Facts::phoneAwaited, Facts::phoneHalfThrough);
    phone("02-home-phone-done", Facts::phoneAwaited, Facts::phoneThrough);
    phone(
        "02-home-phone-over",
        Facts::phoneAwaited,
        ScriptedService.fails(Problem.info(ProblemCode.CANCELLED)));
    phone(
        "02-home-phone-failed",
        ScriptedService.fails(Problem.error(ProblemCode.NO_INTERNET).variant("address")));
    states.put(
        "02-home-taken",
        wizard -> {
          toHome(wizard);
          wizard.service.home = Facts::takenHome;
          wizard.show();
        });
    states.put(
        "02-home-nobody",
        wizard -> {
          wizard.service.parties = List.of();
          toHome(wizard);
          wizard.service.home = Facts::unknownHome;
          wizard.show();
        });
    states.put(
        "02-home-details",
        wizard -> {
          toHome(wizard);
          wizard.service.home = Facts::closedHome;
          var view = wizard.show().view();
          view.applyCss();
          view.lookupAll(".check-row .details-link").stream()
              .limit(3)
              .forEach(link -> ((Hyperlink) link).fire());
          tall(wizard);
        });
    states.put(
        "02-home-unknown",
        wizard -> {
          toHome(wizard);
          wizard.service.home = Facts::unknownHome;
          wizard.show();
        });
    states.put(
        "02-home-asking",
        wizard -> {
          toHome(wizard);
          wizard.service.home = Facts::unknownHome;
          var view = wizard.show().view();
          wizard.service.home = ScriptedService.never();
          ((Button) view.lookup("#ask-outside")).fire();
        });
    states.put(
        "02-home-blocked",
        wizard -> {
          toHome(wizard);
          wizard.service.home = Facts::blockedHome;
          wizard.show();
        });
    states.put(
        "02-home-open",
        wizard -> {
          toHome(wizard);
          wizard.service.home = Facts::openHome;
          wizard.show();
        });
    states.put(
        "02-home-closed",
        wizard -> {
          toHome(wizard);
          wizard.service.home = Facts::closedHome;
          var view = wizard.show().view();
          view.applyCss();
          view.lookupAll(".check-row .details-link").stream()
              .findFirst()
              .ifPresent(link -> ((Hyperlink) link).fire());
        });
    states.put("02-home-guide-forward", wizard -> guide(wizard, Way.FORWARD_BY_HAND));
    states.put("02-home-guide-provider", wizard -> guide(wizard, Way.ASK_PROVIDER));
    states.put("02-home-guide-second-router", wizard -> guide(wizard, Way.SECOND_ROUTER));
    states.put(
        "02-home-failed",
        wizard -> {
          toHome(wizard);
          wizard.service.home =
              ScriptedService.fails(
                  Problem.error(ProblemCode.SERVICE_NOT_REACHABLE).variant("slow"));
          wizard.show();
        });
  }

  @SafeVarargs
  private void phone(
      String name,
      ScriptedService.Answer<PhoneVisit> invited,
      ScriptedService.Answer<PhoneVisit>... awaited) {
    states.put(
        name,
        wizard -> {
          toHome(wizard);
          wizard.service.home = Facts::unknownHome;
          wizard.service.visit = invited;
          wizard.service.visits.addAll(List.of(awaited));
          var view = wizard.show().view();
          ((Button) view.lookup("#ask-phone")).fire();
          if (name.endsWith("-small")) {
            wizard.resize(760, 560, 18);
          } else if (!name.endsWith("-half")) {
            tall(wizard);
          }
        });
  }

  /** So high that the whole page is seen. */
  private static void tall(ShownWizard wizard) {
    wizard.resize(980, 1180, 14);
  }

  private static void guide(ShownWizard wizard, Way way) {
    toHome(wizard);
    wizard.service.home = () -> Facts.byHand(way);
    var view = wizard.show().view();
    ((Button) view.lookup("#show-guide")).fire();
  }

  private static void toAddress(ShownWizard wizard, Draft draft) {
    wizard.service.apps = () -> List.of(Facts.GRADIO);
    wizard.service.home = Facts::unknownHome;
    wizard.service.draft = Optional.of(draft.app(Facts.GRADIO).page(SetupPage.HOME).answers());
    wizard.show();
    wizard.press("primary");
  }

  private void address() {
    states.put("03-address-choose", wizard -> toAddress(wizard, Draft.empty()));
    states.put(
        "03-address-points-here",
        wizard -> {
          wizard.service.name = () -> Facts.pointsHere(NAME);
          toAddress(wizard, Draft.empty().address(AddressKind.OWN_DOMAIN, NAME));
        });
    states.put(
        "03-address-elsewhere",
        wizard -> {
          wizard.service.name = () -> Facts.pointsElsewhere(NAME);
          toAddress(wizard, Draft.empty().address(AddressKind.OWN_DOMAIN, NAME));
        });
    states.put(
        "03-address-international",
        wizard -> {
          wizard.service.name = ScriptedService.never();
          toAddress(wizard, Draft.empty().address(AddressKind.OWN_DOMAIN, "工作室.example.com"));
        });
    states.put(
        "03-address-wrong",
        wizard ->
            toAddress(wizard, Draft.empty().address(AddressKind.OWN_DOMAIN, "my studio.com")));
    states.put(
        "03-address-free-name",
        wizard -> {
          toAddress(wizard, Draft.empty().address(AddressKind.DYNAMIC_NAME, "my-app.ddns.net"));
          wizard.choose("name-provider", 1);
        });
    states.put(
        "03-address-free-name-refused",
        wizard -> {
          wizard.service.kept =
              ScriptedService.fails(
                  Problem.error(ProblemCode.DDNS_LOGIN_REFUSED).with("provider", "DuckDNS"));
          toAddress(wizard, Draft.empty().address(AddressKind.DYNAMIC_NAME, "my-app.duckdns.org"));
          wizard.type("name-token", "9f1c");
          wizard.press("primary");
        });
    states.put(
        "03-address-private",
        wizard -> {
          toAddress(wizard, Draft.empty());
          wizard.press("kind-private");
        });
  }

  private static void toProtection(ShownWizard wizard, LocalApp app, AddressKind kind) {
    wizard.service.name = () -> Facts.pointsHere(NAME);
    wizard.service.apps = () -> List.of(app);
    wizard.service.home = Facts::unknownHome;
    wizard.service.terms = () -> Optional.of(TERMS);
    var host = kind == AddressKind.PRIVATE ? "studio.home.arpa" : NAME;
    wizard.service.draft =
        Optional.of(Draft.empty().app(app).address(kind, host).page(SetupPage.HOME).answers());
    wizard.show();
    wizard.press("primary");
    wizard.press("primary");
  }

  private static void login(ShownWizard wizard) {
    wizard.type("user", "maria");
    wizard.type("password", "blue otter kettle");
    wizard.type("repeat", "blue otter kettle");
  }

  private void protection() {
    states.put(
        "04-protection-login",
        wizard -> {
          toProtection(wizard, Facts.GRADIO, AddressKind.OWN_DOMAIN);
          login(wizard);
        });
    states.put(
        "04-protection-weak",
        wizard -> {
          toProtection(wizard, Facts.GRADIO, AddressKind.OWN_DOMAIN);
          wizard.type("user", "maria");
          wizard.type("password", "maria2026");
          wizard.type("repeat", "maria2062");
          wizard.press("primary");
        });
    states.put(
        "04-protection-key", wizard -> toProtection(wizard, Facts.FLASK, AddressKind.OWN_DOMAIN));
    states.put(
        "04-protection-open",
        wizard -> {
          toProtection(wizard, Facts.GRADIO, AddressKind.OWN_DOMAIN);
          wizard.press("guard-open");
        });
  }

  private static void toReview(ShownWizard wizard, AddressKind kind) {
    toProtection(wizard, Facts.GRADIO, kind);
    login(wizard);
    wizard.press("primary");
  }

  private void review() {
    states.put("05-review-public", wizard -> toReview(wizard, AddressKind.OWN_DOMAIN));
    states.put(
        "05-review-rehearsed",
        wizard -> {
          toReview(wizard, AddressKind.OWN_DOMAIN);
          wizard.press("rehearse");
          wizard.press("terms");
        });
    states.put("05-review-private", wizard -> toReview(wizard, AddressKind.PRIVATE));
    states.put("05-review-terms-reading", wizard -> unread(wizard, ScriptedService.never()));
    states.put(
        "05-review-terms-unread",
        wizard ->
            unread(
                wizard,
                ScriptedService.fails(
                    Problem.error(ProblemCode.CA_UNREACHABLE)
                        .variant("connect")
                        .with("ca", "acme-v02.api.letsencrypt.org"))));
    states.put(
        "05-review-refused",
        wizard -> {
          wizard.service.beforeStart =
              ScriptedService.fails(
                  Problem.error(ProblemCode.SITE_EXISTS).with("name", "studio.home.arpa"));
          toReview(wizard, AddressKind.PRIVATE);
          wizard.press("primary");
        });
  }

  private static void unread(ShownWizard wizard, ScriptedService.Answer<Optional<URI>> terms) {
    toProtection(wizard, Facts.GRADIO, AddressKind.OWN_DOMAIN);
    wizard.service.terms = terms;
    login(wizard);
    wizard.press("primary");
  }

  private static void toWorking(ShownWizard wizard, AddressKind kind) {
    toReview(wizard, kind);
    if (kind.isPublic()) {
      wizard.press("terms");
    }
    wizard.press("primary");
  }

  private void working() {
    states.put(
        "06-working-running",
        wizard -> {
          toWorking(wizard, AddressKind.OWN_DOMAIN);
          wizard.service.advance(null);
          wizard.service.advance("challenge-set");
        });
    states.put("06-working-failed", Screenshots::failed);
    states.put(
        "06-working-cancel",
        wizard -> {
          failed(wizard);
          wizard.press("secondary");
        });
    states.put(
        "06-working-undoing",
        wizard -> {
          failed(wizard);
          wizard.press("secondary");
          wizard.press("question-yes");
        });
    states.put(
        "06-working-cancelled",
        wizard -> {
          failed(wizard);
          wizard.press("secondary");
          wizard.press("question-yes");
          wizard.service.undone();
        });
    states.put(
        "06-working-left-behind",
        wizard -> {
          failed(wizard);
          wizard.press("secondary");
          wizard.press("question-yes");
          wizard.service.undoneExcept(
              1, Problem.error(ProblemCode.ROUTER_NOT_FOUND).with("port", 443));
        });
    states.put(
        "06-working-close",
        wizard -> {
          toReview(wizard, AddressKind.PRIVATE);
          wizard.press("primary");
          wizard.close();
        });
  }

  private static void failed(ShownWizard wizard) {
    toWorking(wizard, AddressKind.OWN_DOMAIN);
    wizard.service.advance(null);
    wizard.service.advance(null);
    wizard.service.fail(
        Problem.error(ProblemCode.CA_TIMEOUT_DURING_CONNECT)
            .with("address", "203.0.113.7")
            .with("name", NAME)
            .detail("urn:ietf:params:acme:error:connection: Timeout during connect"));
  }

  private void done() {
    states.put(
        "07-done-public",
        wizard -> {
          wizard.service.status = () -> Facts.status(NAME);
          toWorking(wizard, AddressKind.OWN_DOMAIN);
          wizard.service.finish();
        });
    states.put(
        "07-done-rehearsed",
        wizard -> {
          wizard.service.status = () -> Facts.status(NAME);
          toReview(wizard, AddressKind.OWN_DOMAIN);
          wizard.press("rehearse");
          wizard.press("terms");
          wizard.press("primary");
          wizard.service.finish();
        });
    states.put(
        "07-done-private",
        wizard -> {
          wizard.service.status = () -> Facts.status("studio.home.arpa");
          wizard.trust.root = () -> FakeTrust.ROOT;
          toWorking(wizard, AddressKind.PRIVATE);
          wizard.service.finish();
        });
  }

  private void beside() {
    states.put(
        "08-trial-starting",
        wizard -> {
          wizard.service.apps = List::of;
          wizard.trials =
              () -> {
                throw new InlineTaskRunner.NeverAnswers();
              };
          wizard.show();
          wizard.press("try-sample");
        });
    states.put(
        "08-trial-ready",
        wizard -> {
          wizard.service.apps = List::of;
          wizard.trials = FinishedTrial::new;
          wizard.show();
          wizard.press("try-sample");
        });
    states.put(
        "09-service-starting",
        wizard -> wizard.show(() -> ScriptedService.<ScriptedService>never().get()));
    states.put(
        "09-service-lost",
        wizard ->
            wizard.show(
                () -> {
                  throw ScriptedService.anyProblem().exception();
                }));
  }

  private record FinishedTrial() implements Trials.Trial {
    @Override
    public String url() {
      return "https://localhost:41443/";
    }

    @Override
    public Path root() {
      return Path.of("/tmp/gatehouse-try/root.pem");
    }

    @Override
    public List<CheckResult> checks() {
      return List.of(
          CheckResult.ok("sample-app", Map.of()),
          CheckResult.ok("open-ports", Map.of()),
          CheckResult.ok("certificate", Map.of()),
          CheckResult.ok("publish", Map.of()),
          CheckResult.ok("prove", Map.of()),
          CheckResult.ok("page", Map.of()));
    }

    @Override
    public void close() {}
  }
}
