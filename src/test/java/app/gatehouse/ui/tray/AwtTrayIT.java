package app.gatehouse.ui.tray;

import app.gatehouse.support.ChildProcess;
import app.gatehouse.support.Eventually;
import app.gatehouse.support.PanelDesktop;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * AWT's icon in a real panel, in a program of its own since AWT keeps the display it began with.
 */
class AwtTrayIT {
  private static final int OK = 0x6d70f5;
  private static final int ATTENTION = 0xf5a524;
  private static final int BROKEN = 0xe5484d;
  private static final int OFF = 0x8a8f9c;

  @Test
  void showsEachStateAndComesBackWithThePanel() {
    try (var desktop = PanelDesktop.start(false);
        var program = start(desktop, "en")) {
      program.say("OK");
      desktop.find("awt-ok", OK);
      program.say("ATTENTION");
      desktop.find("awt-attention", ATTENTION);
      program.say("BROKEN");
      desktop.find("awt-broken", BROKEN);
      program.say("OFF");
      desktop.find("awt-off", OFF);

      desktop.killPanel();
      Eventually.isTrue("it knows that it is not seen", () -> answers(program, "shown false"));
      desktop.startPanel();
      program.say("OK");
      desktop.find("awt-panel-restarted", OK);
      Eventually.isTrue("it knows that it is seen again", () -> answers(program, "shown true"));
    }
  }

  @Test
  void opensTheWindowAndTheMenuAndDoesWhatIsChosen() {
    try (var desktop = PanelDesktop.start(true);
        var program = start(desktop, "zh-CN")) {
      program.say("OK");
      var icon = desktop.find("awt-dark", OK);
      desktop.click(icon, 1);
      program.awaitLine("chosen OpenDashboard\\[site=null]");

      desktop.openMenu(() -> desktop.click(icon, 3));
      desktop.picture("awt-menu");
      desktop.key("Down", "Return");
      program.awaitLine("chosen OpenAddress\\[url=https://a.example/]");
    }
  }

  @Test
  void tellsANoticeWhoseClickOpensTheSite() {
    try (var desktop = PanelDesktop.start(false);
        var program = start(desktop, "zh-CN")) {
      program.say("OK");
      var icon = desktop.find("awt-before-notice", OK);
      var before = desktop.picture("awt-before-notice");
      program.say("tell");
      var balloon = desktop.findChange("awt-notice", before);
      desktop.awaitRest();
      desktop.picture("awt-notice");
      desktop.click(balloon, 1);
      program.awaitLine("chosen OpenDashboard\\[site=a.example]");
      desktop.click(icon, 1);
      program.awaitLine("chosen OpenDashboard\\[site=null]");
    }
  }

  private static ChildProcess start(PanelDesktop desktop, String language) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    var program =
        desktop
            .command(
                java,
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                AwtTrayProgram.class.getName(),
                language)
            .listening()
            .start();
    program.awaitLine("^open$");
    return program;
  }

  private static boolean answers(ChildProcess program, String line) {
    var before = program.output().length();
    program.say("shown");
    return Eventually.get(
            "it says whether it is shown",
            () -> program.output().substring(before),
            said -> said.contains("shown "))
        .contains(line);
  }
}
