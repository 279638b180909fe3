package app.gatehouse.ui.tray;

import app.gatehouse.problem.Severity;
import app.gatehouse.support.Eventually;
import app.gatehouse.text.Texts;
import app.gatehouse.tray.Faces;
import app.gatehouse.tray.Notification;
import app.gatehouse.tray.TrayCommand;
import app.gatehouse.tray.TrayState;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Has an icon in the tray of its display: shows what it reads, a state in a line, or tells with
 * {@code tell}; prints what was chosen and, after each line, whether the icon is shown.
 */
public final class AwtTrayProgram {
  private AwtTrayProgram() {}

  public static void main(String... arguments) throws Exception {
    var texts = Texts.of(Locale.forLanguageTag(arguments[0]));
    // The panel may come after this program.
    var host =
        Eventually.get(
                "there is a tray",
                () -> AwtTrayHost.hosts().open(command -> System.out.println("chosen " + command)),
                Optional::isPresent)
            .orElseThrow();
    System.out.println("open");
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      switch (line) {
        case "shown" -> System.out.println("shown " + host.isShown());
        case "tell" ->
            host.tell(
                new Notification(
                    "a.example",
                    texts.get("tray.check"),
                    Severity.ERROR,
                    null,
                    new TrayCommand.OpenDashboard("a.example")));
        default -> host.show(Faces.of(TrayState.valueOf(line), texts));
      }
    }
    host.close();
    // AWT's own thread would keep the program alive for a while.
    System.exit(0);
  }
}
