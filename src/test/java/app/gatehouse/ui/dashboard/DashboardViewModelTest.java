package app.gatehouse.ui.dashboard;

import static app.gatehouse.ui.FactsOfSites.good;
import static app.gatehouse.ui.FactsOfSites.report;
import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.status.OperationState;
import app.gatehouse.model.status.SiteStatus;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.Facts;
import app.gatehouse.ui.FactsOfSites;
import app.gatehouse.ui.InlineTaskRunner;
import app.gatehouse.ui.ScriptedService;
import app.gatehouse.ui.SteppedTicker;
import app.gatehouse.ui.dashboard.DashboardViewModel.Doing;
import app.gatehouse.ui.dashboard.DashboardViewModel.Phase;
import app.gatehouse.ui.shared.ServiceConnector;
import app.gatehouse.ui.shared.Theme;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DashboardViewModelTest {
  private static final Problem SLOW =
      Problem.error(ProblemCode.SERVICE_NOT_REACHABLE).variant("slow");

  private final ScriptedService service = new ScriptedService();
  private final SteppedTicker ticker = new SteppedTicker();
  private final List<URI> opened = new ArrayList<>();
  private final List<String> ways = new ArrayList<>();
  private ServiceConnector connector = () -> service;
  private final DashboardViewModel model =
      new DashboardViewModel(
          new DashboardParts(
              () -> connector.connect(),
              opened::add,
              new InlineTaskRunner(),
              ticker,
              () -> Facts.NOW,
              Texts.of(Locale.ENGLISH),
              new Theme(Theme.Look.LIGHT, Locale.ENGLISH),
              new CountedWays()));

  DashboardViewModelTest() {
    service.status = () -> report(good("a.example"), good("b.example"));
  }

  @Test
  void showsWhatTheServiceSaysAndGoesOnLooking() {
    model.entered();
    assertThat(model.phase().get()).isEqualTo(Phase.READY);
    assertThat(model.sites()).extracting(SiteModel::name).containsExactly("a.example", "b.example");
    var first = model.sites().getFirst();
    first.unfolded().set(true);

    service.status = () -> report(FactsOfSites.broken("a.example", "a.example"), good("c.example"));
    ticker.step();

    assertThat(model.sites()).extracting(SiteModel::name).containsExactly("a.example", "c.example");
    // Its card stays as it is, but for what is new.
    assertThat(model.sites().getFirst()).isSameAs(first);
    assertThat(first.unfolded().get()).isTrue();
    assertThat(first.seen().get().problems()).hasSize(1);
  }

  @Test
  void looksNoMoreOnceItIsLeft() {
    model.entered();
    assertThat(ticker.isTicking()).isTrue();

    model.left();

    assertThat(ticker.isTicking()).isFalse();
  }

  @Test
  void isLoadingUntilSomebodyAnswers() {
    service.status = ScriptedService.never();

    model.entered();

    assertThat(model.phase().get()).isEqualTo(Phase.LOADING);
  }

  @Test
  void saysThatThereIsNoServiceAndConnectsWhenAsked() {
    connector =
        () -> {
          throw ScriptedService.anyProblem().exception();
        };
    model.entered();
    assertThat(model.phase().get()).isEqualTo(Phase.UNREACHABLE);
    assertThat(model.problem().get().code()).isEqualTo(ProblemCode.SERVICE_NOT_REACHABLE);
    assertThat(ticker.isTicking()).isFalse();

    connector = () -> service;
    model.connect();

    assertThat(model.phase().get()).isEqualTo(Phase.READY);
    assertThat(model.problem().get()).isNull();
  }

  @Test
  void tellsAStrangerWhoMayControlIt() {
    service.status =
        ScriptedService.fails(Problem.error(ProblemCode.NO_PERMISSION).variant("installed"));

    model.entered();

    assertThat(model.phase().get()).isEqualTo(Phase.UNREACHABLE);
    assertThat(model.problem().get().code()).isEqualTo(ProblemCode.NO_PERMISSION);
  }

  @Test
  void keepsThePictureWhenALookFailsAndSaysSoAfterTheSecond() {
    model.entered();
    service.status = ScriptedService.fails(SLOW);

    ticker.step();
    assertThat(model.trouble().get()).isNull();
    ticker.step();
    assertThat(model.trouble().get()).isEqualTo(SLOW);
    assertThat(model.sites()).hasSize(2);

    service.status = () -> report(good("a.example"));
    ticker.step();
    assertThat(model.trouble().get()).isNull();
    assertThat(model.sites()).hasSize(1);
  }

  @Test
  void renewsAndSaysWhatCameOfIt() {
    model.entered();
    var site = model.sites().getFirst();

    service.renewed = () -> true;
    site.renew();
    assertThat(service.requests).contains("renew a.example");
    var renewed = site.result().get();
    service.renewed = () -> false;
    site.renew();
    assertThat(site.result().get()).isNotBlank().isNotEqualTo(renewed);
    assertThat(site.doing().get()).isEqualTo(SiteModel.Doing.NOTHING);

    service.renewed = ScriptedService.fails(Problem.error(ProblemCode.CA_UNREACHABLE));
    site.renew();
    assertThat(site.problem().get().code()).isEqualTo(ProblemCode.CA_UNREACHABLE);
    assertThat(site.result().get()).isEmpty();
  }

  @Test
  void rehearsesAndSaysWhatCameOfIt() {
    model.entered();
    var site = model.sites().getFirst();

    service.rehearsed = () -> URI.create("https://staging.example/directory");
    site.rehearse();
    assertThat(service.requests).contains("rehearse a.example");
    assertThat(site.result().get()).isNotBlank();
    assertThat(site.doing().get()).isEqualTo(SiteModel.Doing.NOTHING);

    service.rehearsed = ScriptedService.fails(Problem.error(ProblemCode.CA_REJECTS_NAME));
    site.rehearse();
    assertThat(site.problem().get().code()).isEqualTo(ProblemCode.CA_REJECTS_NAME);
    assertThat(site.result().get()).isEmpty();
  }

  @Test
  void doesOneThingAtATimeWithASite() {
    model.entered();
    var site = model.sites().getFirst();
    service.renewed = ScriptedService.never();
    site.renew();

    site.pause();
    site.remove();

    assertThat(site.doing().get()).isEqualTo(SiteModel.Doing.RENEWING);
    assertThat(service.requests).containsExactly("renew a.example");
    assertThat(model.question().get()).isNull();
  }

  @Test
  void pausesAndPublishesAgainAndLooksAtOnce() {
    model.entered();
    var site = model.sites().getFirst();
    service.status = () -> report(FactsOfSites.paused(good("a.example")), good("b.example"));

    site.pause();

    assertThat(site.seen().get().site().paused()).isTrue();
    site.publishAgain();
    assertThat(service.requests).containsExactly("pause a.example", "resume a.example");
  }

  @Test
  void removesOnlyWhatWasConfirmed() {
    model.entered();
    var site = model.sites().getFirst();

    site.remove();
    assertThat(model.question().get().title()).contains("a.example");
    model.answer(false);
    assertThat(service.requests).isEmpty();

    site.remove();
    service.status = () -> report(good("b.example"));
    model.answer(true);
    assertThat(service.requests).containsExactly("remove a.example");
    assertThat(model.sites()).extracting(SiteModel::name).containsExactly("b.example");
  }

  @Test
  void asksBeforeItTakesEverythingOfflineAndNotBeforeItComesBack() {
    model.entered();

    model.takeOffline();
    model.escape();
    assertThat(service.requests).isEmpty();
    model.takeOffline();
    service.status = () -> report(true, List.of(), FactsOfSites.offline(good("a.example")));
    model.answer(true);
    assertThat(service.requests).containsExactly("offline");
    assertThat(model.report().get().service().offline()).isTrue();
    assertThat(model.doing().get()).isEqualTo(Doing.NOTHING);

    model.goOnline();
    assertThat(service.requests).containsExactly("offline", "online");
  }

  @Test
  void saysWhyAWishAboutEverythingFailedUntilThatIsRead() {
    model.entered();
    service.changed = ScriptedService.fails(Problem.error(ProblemCode.STORAGE_FULL));

    model.goOnline();
    assertThat(model.problem().get().code()).isEqualTo(ProblemCode.STORAGE_FULL);
    assertThat(model.phase().get()).isEqualTo(Phase.READY);

    model.dismissProblem();
    assertThat(model.problem().get()).isNull();
  }

  @Test
  void letsTheServiceLookAtEverySite() {
    model.entered();

    model.checkNow();

    assertThat(service.requests).containsExactly("check-now");
    assertThat(model.doing().get()).isEqualTo(Doing.NOTHING);
  }

  @Test
  void showsASetupThatIsUnderWayAndNoneThatIsOver() {
    service.resume(FactsOfSites.operation("c.example", OperationState.RUNNING));
    model.entered();
    assertThat(model.operation().get().site().name()).isEqualTo("c.example");

    service.resume(FactsOfSites.operation("c.example", OperationState.DONE));
    ticker.step();

    assertThat(model.operation().get()).isNull();
    model.openWizard();
    assertThat(ways).containsExactly("wizard");
  }

  @Test
  void findsASiteThatIsWantedBeforeOrAfterItIsThere() {
    model.showSite("b.example");
    model.entered();
    assertThat(model.wanted().get().name()).isEqualTo("b.example");
    model.found();
    assertThat(model.wanted().get()).isNull();

    model.showSite("nowhere.example");
    assertThat(model.wanted().get()).isNull();
    model.showSite("a.example");
    assertThat(model.wanted().get().name()).isEqualTo("a.example");
  }

  @Test
  void leadsToThePagesBesideIt() {
    model.entered();
    model.sites().get(1).change();
    model.openAlerts();

    assertThat(ways).containsExactly("change b.example", "alerts");
    assertThat(service.requests).isEmpty();
  }

  @Test
  void leadsFromAnAlertThatWasNotSentToWhereAlertsAreSetUp() {
    model.entered();
    model.fix(Fix.of(Problem.warning(ProblemCode.ALERT_NOT_SENT).variant("login")).orElseThrow());
    assertThat(ways).containsExactly("alerts");

    model.fix(Fix.of(Problem.warning(ProblemCode.STATE_FILE_SET_ASIDE)).orElseThrow());
    assertThat(ways).containsExactly("alerts");
    assertThat(service.requests).containsExactly("check-now");
  }

  @Test
  void countsEachProblemOnceAndNoneOfWhatIsPaused() {
    var words = new OverallWords(Texts.of(Locale.ENGLISH));
    var broken = FactsOfSites.broken("x.example", "x.example");

    assertThat(words.count(report(good("a.example")))).contains("No problems", "1 app");
    assertThat(words.count(report())).contains("nothing is published");
    assertThat(words.count(report(broken, FactsOfSites.broken("y.example", "y.example"))))
        .contains("1 problem ", "2 apps");
    assertThat(words.count(report(FactsOfSites.paused(broken)))).contains("No problems");
  }

  private final class CountedWays implements Ways {
    @Override
    public void wizard() {
      ways.add("wizard");
    }

    @Override
    public void change(SiteStatus site) {
      ways.add("change " + site.name());
    }

    @Override
    public void trust() {
      ways.add("trust");
    }

    @Override
    public void alerts() {
      ways.add("alerts");
    }
  }
}
