package app.gatehouse.tray;

import static app.gatehouse.tray.Reports.APP_DOWN;
import static app.gatehouse.tray.Reports.NOW;
import static app.gatehouse.tray.Reports.site;
import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.status.Health;
import app.gatehouse.model.status.SiteStatus;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.text.Texts;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrayMenuTest {
  private static final Texts ENGLISH = Texts.of(Locale.ENGLISH);
  private static final Texts CHINESE = Texts.of(Locale.SIMPLIFIED_CHINESE);

  @Test
  void showsTheAddressOfTheOnlySiteDirectly() {
    var menu = menu(ENGLISH, Outlook.of(Reports.of(site("a.example", Health.OK))));
    assertThat(drawn(menu))
        .isEqualTo(
            """
            Open a.example
            Copy address
            (All is well)
            ---
            Check now
            Open dashboard
            ---
            Take offline now
            Pause alerts for a day
            Alerts …
            ---
            [x] Start with the computer
            Quit
            """);
    assertThat(menu.getFirst().command())
        .isEqualTo(new TrayCommand.OpenAddress("https://a.example/"));
    assertThat(menu.get(1).command()).isEqualTo(new TrayCommand.CopyAddress("https://a.example/"));
  }

  @Test
  void speaksChinese() {
    assertThat(drawn(menu(CHINESE, Outlook.of(Reports.of(site("a.example", Health.OK))))))
        .isEqualTo(
            """
            打开 a.example
            复制地址
            (一切正常)
            ---
            立即检查
            打开面板
            ---
            立即离线
            一天内不提醒
            提醒设置……
            ---
            [x] 开机时启动
            退出
            """);
  }

  @Test
  void givesEachOfManySitesAMenuOfItsOwn() {
    var report =
        Reports.of(
            site("a.example", Health.OK),
            site("b.example", Health.BROKEN, Problem.info(ProblemCode.NO_LOOPBACK), APP_DOWN),
            Reports.paused("c.example"));
    assertThat(drawn(menu(ENGLISH, Outlook.of(report))))
        .startsWith(
            """
            a.example: All is well
              Open a.example
              Copy address
            b.example: %s
              Open b.example
              Copy address
            c.example: Paused
              (Open c.example)
              Copy address
            (1 of 3 sites need a look)
            ---
            """
                .formatted(ENGLISH.problem(APP_DOWN).title()));
    assertThat(drawn(menu(CHINESE, Outlook.of(report))))
        .contains("a.example：一切正常\n", "(3 个站点中有 1 个需要查看)\n");
  }

  @Test
  void hasIdsThatDifferAndStay() {
    var sites =
        IntStream.range(0, 100)
            .mapToObj(i -> site("s" + i + ".example", Health.OK))
            .toArray(SiteStatus[]::new);
    var menu = menu(ENGLISH, Outlook.of(Reports.of(sites)));
    var ids = menu.stream().flatMap(TrayMenuTest::ids).toList();
    assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
    assertThat(menu(ENGLISH, Outlook.of(Reports.offline(sites))).stream().map(MenuItem::id))
        .containsExactlyElementsOf(menu.stream().map(MenuItem::id).toList());
  }

  private static Stream<String> ids(MenuItem item) {
    return Stream.concat(Stream.of(item.id()), item.items().stream().flatMap(TrayMenuTest::ids));
  }

  @Test
  void opensNothingWhileOfflineAndOffersToComeBack() {
    var menu = menu(ENGLISH, Outlook.of(Reports.offline(site("a.example", Health.OK))));
    assertThat(drawn(menu))
        .contains("(Open a.example)", "(You took Gatehouse offline)", "\nGo online\n")
        .doesNotContain("Take offline");
  }

  @Test
  void tellsAlertsAgainOnlyWhileTheyArePaused() {
    var report = Reports.of(site("a.example", Health.OK));
    var later = Reports.quiet(report, NOW.plus(Duration.ofHours(3)));
    var over = Reports.quiet(report, NOW);
    assertThat(drawn(menu(ENGLISH, Outlook.of(later)))).contains("Tell alerts again");
    assertThat(drawn(menu(ENGLISH, Outlook.of(over)))).contains("Pause alerts for a day");
  }

  @Test
  void offersToStartOnlyAServiceThatItCanStart() {
    var away = Problem.error(ProblemCode.SERVICE_NOT_REACHABLE);
    assertThat(drawn(menu(ENGLISH, Outlook.without(away))))
        .isEqualTo(
            """
            (%s)
            ---
            Start the service
            Open dashboard
            ---
            [x] Start with the computer
            Quit
            """
                .formatted(ENGLISH.problem(away).title()));
    assertThat(drawn(menu(ENGLISH, Outlook.without(away.variant("installed")))))
        .doesNotContain("Start the service");
    assertThat(drawn(menu(ENGLISH, Outlook.ASKING)))
        .startsWith("(Asking Gatehouse's service …)")
        .doesNotContain("Start the service");
  }

  @Test
  void doesWithoutAutostartWhereThereIsNone() {
    var outlook = Outlook.of(Reports.of());
    assertThat(drawn(new TrayMenu(ENGLISH).of(outlook, NOW, Optional.empty())))
        .startsWith("(Nothing is published yet)")
        .doesNotContain("Start with");
  }

  @Test
  void tellsInTheTooltipWhatIsTheMatterWithWhom() {
    var words = new TrayWords(ENGLISH);
    assertThat(words.tooltip(Outlook.of(Reports.of(site("a.example", Health.OK)))))
        .isEqualTo("a.example: All is well");
    assertThat(
            words.tooltip(
                Outlook.of(
                    Reports.of(
                        site("a.example", Health.ATTENTION),
                        site("b.example", Health.BROKEN, APP_DOWN),
                        site("c.example", Health.OK)))))
        .isEqualTo(
            "2 of 3 sites need a look\nb.example: %s\na.example: Needs a look"
                .formatted(ENGLISH.problem(APP_DOWN).title()));
  }

  private static List<MenuItem> menu(Texts texts, Outlook outlook) {
    return new TrayMenu(texts).of(outlook, NOW, Optional.of(true));
  }

  private static String drawn(List<MenuItem> menu) {
    return menu.stream().map(TrayMenuTest::drawn).collect(Collectors.joining());
  }

  private static String drawn(MenuItem item) {
    if (item.isSeparator()) {
      return "---\n";
    }
    var label = item.isEnabled() ? item.label() : "(" + item.label() + ")";
    var check = item.checked() == null ? "" : item.checked() ? "[x] " : "[ ] ";
    return check + label + "\n" + drawn(item.items()).indent(2);
  }
}
