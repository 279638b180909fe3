package app.gatehouse.platform.linux.tray;

import static app.gatehouse.tray.Reports.site;
import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.status.Health;
import app.gatehouse.model.status.NoticeKind;
import app.gatehouse.model.status.StatusReport;
import app.gatehouse.support.Eventually;
import app.gatehouse.support.PanelDesktop;
import app.gatehouse.text.Texts;
import app.gatehouse.tray.Connector;
import app.gatehouse.tray.MemoryInMemory;
import app.gatehouse.tray.RecordingDesk;
import app.gatehouse.tray.Reports;
import app.gatehouse.tray.StartWithComputer;
import app.gatehouse.tray.Tray;
import app.gatehouse.tray.TrayHosts;
import app.gatehouse.tray.TrayParts;
import app.gatehouse.ui.ScriptedService;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.junit.jupiter.api.Test;

/** The icon in a real panel, its menu, and real notifications. */
class TrayIT {
  private static final int OK = 0x6d70f5;
  private static final int ATTENTION = 0xf5a524;
  private static final int BROKEN = 0xe5484d;
  private static final int OFF = 0x8a8f9c;

  private final RecordingDesk desk = new RecordingDesk();
  private final ScriptedService service = new ScriptedService();
  private volatile StatusReport report = Reports.of(site("a.example", Health.OK));

  TrayIT() {
    service.status = () -> report;
  }

  @Test
  void showsEachStateAndComesBackWithThePanel() throws Exception {
    try (var desktop = PanelDesktop.start(false);
        var tray = open(desktop, Locale.ENGLISH)) {
      desktop.find("light-ok", OK);
      Eventually.isTrue("it knows that it is seen", tray::isShown);
      report = Reports.of(site("a.example", Health.ATTENTION));
      desktop.find("light-attention", ATTENTION);
      report = Reports.of(site("a.example", Health.BROKEN, Reports.APP_DOWN));
      desktop.find("light-broken", BROKEN);
      report = Reports.offline(site("a.example", Health.OK));
      desktop.find("light-off", OFF);

      desktop.killPanel();
      Eventually.isTrue("it knows that it is not seen", () -> !tray.isShown());
      report = Reports.of(site("a.example", Health.OK));
      desktop.startPanel();
      desktop.find("panel-restarted", OK);
      Eventually.isTrue("it knows that it is seen again", tray::isShown);
    }
  }

  @Test
  void opensTheWindowAndTheMenuAndDoesWhatIsChosen() throws Exception {
    try (var desktop = PanelDesktop.start(true);
        var tray = open(desktop, Locale.SIMPLIFIED_CHINESE)) {
      var icon = desktop.find("dark-ok", OK);
      desktop.click(icon, 1);
      Eventually.isTrue("the window is asked for", () -> desk.asked.contains("window null"));

      desktop.openMenu(() -> desktop.click(icon, 3));
      desktop.picture("menu");
      desktop.key("Down", "Return");
      Eventually.isTrue(
          "the address is opened", () -> desk.asked.contains("browser https://a.example/"));
    }
  }

  @Test
  void showsManySitesWithAMenuEach() throws Exception {
    report =
        Reports.of(
            site("comfy.example.net", Health.OK),
            site("speech_api.example.net", Health.BROKEN, Reports.APP_DOWN),
            Reports.paused("chat.example.net"));
    try (var desktop = PanelDesktop.start(false);
        var tray = open(desktop, Locale.ENGLISH)) {
      var icon = desktop.find("many-broken", BROKEN);
      desktop.openMenu(() -> desktop.click(icon, 3));
      desktop.openMenu(() -> desktop.key("Down", "Down", "Right"));
      desktop.picture("many-menu");
      desktop.key("Down", "Return");
      Eventually.isTrue(
          "the address is copied",
          () -> desk.asked.contains("copy https://speech_api.example.net/"));
      assertThat(tray.isShown()).isTrue();
    }
  }

  @Test
  void tellsANoticeWhoseActionOpensTheSite() throws Exception {
    try (var desktop = PanelDesktop.start(false);
        var tray = open(desktop, Locale.SIMPLIFIED_CHINESE)) {
      desktop.find("before-notice", OK);
      report = Reports.with(report, Reports.notice(1, NoticeKind.BROKEN, "a.example"));
      // The icon is well: only the notification is red.
      var mark = desktop.find("notice", BROKEN);
      desktop.awaitRest();
      desktop.picture("notice");
      // This desktop draws a button for it, to the right below the picture.
      desktop.click(new PanelDesktop.Point(mark.x() + 230, mark.y() + 50), 1);
      Eventually.isTrue("the site is shown", () -> desk.asked.contains("window a.example"));
      Eventually.isTrue("the notice is gone", () -> !desktop.shows("notice-gone", BROKEN));
      assertThat(tray.isShown()).isTrue();
    }
  }

  private Tray open(PanelDesktop desktop, Locale locale) throws InterruptedException {
    TrayHosts hosts =
        chosen ->
            DbusTrayHost.open(() -> DBusConnectionBuilder.forAddress(desktop.busAddress()), chosen);
    var connector =
        new Connector() {
          @Override
          public ServiceApi find() {
            return service;
          }

          @Override
          public ServiceApi findOrStart() {
            return service;
          }
        };
    var tray =
        new Tray(
            new TrayParts(
                connector,
                hosts,
                new MemoryInMemory(),
                Optional.of(autostart()),
                () -> Reports.NOW,
                Duration.ofMillis(100),
                Texts.of(locale)),
            desk);
    assertThat(tray.open()).isTrue();
    tray.start();
    return tray;
  }

  private static StartWithComputer autostart() {
    return new StartWithComputer() {
      @Override
      public boolean isOn() {
        return true;
      }

      @Override
      public void set(boolean on) {
        throw new AssertionError("not expected");
      }
    };
  }
}
