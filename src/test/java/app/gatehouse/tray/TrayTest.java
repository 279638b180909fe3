package app.gatehouse.tray;

import static app.gatehouse.tray.Reports.site;
import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.status.Health;
import app.gatehouse.model.status.NoticeKind;
import app.gatehouse.model.status.StatusReport;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.problem.Severity;
import app.gatehouse.support.Eventually;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.ScriptedService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrayTest {
  private static final Problem AWAY = Problem.error(ProblemCode.SERVICE_NOT_REACHABLE);

  private final FakeHost host = new FakeHost();
  private final RecordingDesk desk = new RecordingDesk();
  private final MemoryInMemory memory = new MemoryInMemory();
  private final ScriptedService service = new ScriptedService();
  private final List<String> connections = new ArrayList<>();
  private volatile boolean running = true;
  private volatile StatusReport report = Reports.of(site("a.example", Health.OK));

  TrayTest() {
    service.status = () -> report;
  }

  @Test
  void showsThatItAsksAndThenWhatItHears() throws Exception {
    var tray = opened();
    assertThat(host.face().state()).isEqualTo(TrayState.OFF);
    tray.step(null);
    assertThat(host.face().state()).isEqualTo(TrayState.OK);
    report = Reports.of(site("a.example", Health.BROKEN, Reports.APP_DOWN));
    tray.step(null);
    assertThat(host.face().state()).isEqualTo(TrayState.BROKEN);
    assertThat(connections).containsExactly("start");
  }

  @Test
  void outlivesTheServiceAndStartsItOnlyWhenAsked() throws Exception {
    var tray = opened();
    tray.step(null);
    service.status = ScriptedService.fails(AWAY);
    running = false;
    tray.step(null);
    assertThat(host.face().state()).isEqualTo(TrayState.OFF);
    tray.step(null);
    assertThat(connections).containsExactly("start", "find");

    service.status = () -> report;
    tray.step(new TrayCommand.StartService());
    assertThat(host.face().state()).isEqualTo(TrayState.OK);
    assertThat(connections).containsExactly("start", "find", "start");
  }

  @Test
  void findsAServiceThatCameBackByItself() throws Exception {
    running = false;
    service.status = ScriptedService.fails(AWAY);
    var tray = opened();
    tray.step(null);
    running = true;
    service.status = () -> report;
    tray.step(null);
    assertThat(host.face().state()).isEqualTo(TrayState.OK);
  }

  @Test
  void asksTheServiceAndLooksAtOnce() throws Exception {
    var tray = opened();
    tray.step(new TrayCommand.CheckNow());
    report = Reports.offline(site("a.example", Health.OK));
    tray.step(new TrayCommand.TakeOffline(true));
    assertThat(host.face().state()).isEqualTo(TrayState.OFF);
    tray.step(new TrayCommand.TakeOffline(false));
    tray.step(new TrayCommand.KeepQuiet(true));
    tray.step(new TrayCommand.KeepQuiet(false));
    assertThat(service.requests).containsExactly("check-now", "offline", "online", "quiet", "loud");
  }

  @Test
  void saysWhatCouldNotBeDone() throws Exception {
    var tray = opened();
    service.changed = ScriptedService.fails(Problem.error(ProblemCode.STORAGE_FULL));
    tray.step(new TrayCommand.TakeOffline(true));
    var words = Texts.of(Locale.ENGLISH).problem(Problem.error(ProblemCode.STORAGE_FULL));
    assertThat(host.told).singleElement().extracting(Notification::title).isEqualTo(words.title());
  }

  @Test
  void tellsNoticesOnceAndLeadsToTheSite() throws Exception {
    var tray = opened();
    tray.step(null);
    report =
        Reports.with(
            Reports.of(site("a.example", Health.BROKEN, Reports.APP_DOWN)),
            Reports.notice(1, NoticeKind.BROKEN, "a.example"));
    tray.step(null);
    tray.step(null);
    opened().step(null);
    var words = Texts.of(Locale.ENGLISH).problem(Reports.APP_DOWN);
    assertThat(host.told)
        .containsExactly(
            new Notification(
                "Visitors do not get a.example as they should",
                words.title() + "\n" + words.action(),
                Severity.ERROR,
                "Show",
                new TrayCommand.OpenDashboard("a.example")));
    host.choose(host.told.getFirst().command());
    assertThat(desk.asked).containsExactly("window a.example");
  }

  @Test
  void asksTheDeskForWhatNeedsNoService() throws Exception {
    opened();
    host.choose(new TrayCommand.OpenAddress("https://a.example/"));
    host.choose(new TrayCommand.CopyAddress("https://a.example/"));
    host.choose(new TrayCommand.OpenDashboard(null));
    host.choose(new TrayCommand.Quit());
    assertThat(desk.asked)
        .containsExactly(
            "browser https://a.example/", "copy https://a.example/", "window null", "quit");
  }

  @Test
  void saysOnceThatTheServiceGoesOn() throws Exception {
    opened();
    host.choose(new TrayCommand.Quit());
    assertThat(host.told)
        .extracting(Notification::title)
        .containsExactly("Gatehouse's service goes on");
    opened();
    host.choose(new TrayCommand.Quit());
    assertThat(host.told).hasSize(1);
  }

  @Test
  void doesWhatIsChosenByItself() throws Exception {
    try (var tray = opened()) {
      tray.start();
      Eventually.isTrue("it looked", () -> host.face().state() == TrayState.OK);
      report = Reports.offline(site("a.example", Health.OK));
      host.choose(new TrayCommand.TakeOffline(true));
      Eventually.isTrue("it looked again", () -> host.face().state() == TrayState.OFF);
      report = Reports.of(site("a.example", Health.ATTENTION));
      Eventually.isTrue("it looks by itself", () -> host.face().state() == TrayState.ATTENTION);
    }
    assertThat(host.closed).isTrue();
  }

  @Test
  void hasNoTrayWhereNoneCanBeHad() throws Exception {
    var tray = new Tray(parts(chosen -> Optional.empty()), desk);
    assertThat(tray.open()).isFalse();
    assertThat(tray.isShown()).isFalse();
    tray.close();
  }

  private Tray opened() throws InterruptedException {
    var tray = new Tray(parts(host), desk);
    assertThat(tray.open()).isTrue();
    return tray;
  }

  private TrayParts parts(TrayHosts hosts) {
    var connector =
        new Connector() {
          @Override
          public ServiceApi find() throws ProblemException {
            return connected("find");
          }

          @Override
          public ServiceApi findOrStart() throws ProblemException {
            running = true;
            return connected("start");
          }
        };
    return new TrayParts(
        connector,
        hosts,
        memory,
        Optional.empty(),
        () -> Reports.NOW,
        Duration.ofMillis(10),
        Texts.of(Locale.ENGLISH));
  }

  private ServiceApi connected(String how) throws ProblemException {
    connections.add(how);
    if (!running) {
      throw AWAY.exception();
    }
    return service;
  }
}
