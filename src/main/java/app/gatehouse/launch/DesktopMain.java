package app.gatehouse.launch;

import app.gatehouse.cert.Certificates;
import app.gatehouse.platform.AppFolders;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.state.Home;
import app.gatehouse.text.Texts;
import app.gatehouse.tray.Desk;
import app.gatehouse.ui.DesktopApp;
import app.gatehouse.ui.DesktopParts;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * {@code gatehouse-desktop}: the window; without a display it says so in one sentence and does the
 * same job in the terminal.
 */
@Command(name = "gatehouse-desktop")
public final class DesktopMain {
  private static final Logger LOG = LoggerFactory.getLogger(DesktopMain.class);

  @Option(names = "--home")
  private @Nullable Path home;

  @Option(names = "--lang")
  private @Nullable String language;

  /** Without a window, until somebody opens it from the tray. */
  @Option(names = "--tray")
  private boolean tray;

  @Option(names = "--set", mapFallbackValue = "")
  private Map<String, String> overrides = new LinkedHashMap<>();

  private DesktopMain() {}

  public static void main(String[] arguments) {
    var main = new DesktopMain();
    try {
      new CommandLine(main).parseArgs(arguments);
    } catch (ParameterException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
    System.exit(main.run());
  }

  private int run() {
    var programs = new Programs();
    programs.log(false);
    var texts = Texts.of(locale());
    try {
      programs.checkSettings(overrides);
      if (!Display.isThere()) {
        throw Problem.info(ProblemCode.NO_DISPLAY).exception();
      }
      var folder = home == null ? programs.defaultHome() : home;
      if (!overrides.isEmpty() && programs.isRunning(folder)) {
        System.err.println(texts.get("cli.set-refused"));
        return 2;
      }
      return openOnce(programs, folder, texts);
    } catch (ProblemException e) {
      if (e.problem().code() == ProblemCode.NO_DISPLAY) {
        System.err.println(texts.get("cli.no-display"));
        return inTerminal();
      }
      System.err.println(texts.problem(e.problem()).title());
      return 1;
    } catch (InterruptedException e) {
      return 1;
    }
  }

  /** A second start shows the first one's window. */
  private int openOnce(Programs programs, Path folder, Texts texts)
      throws ProblemException, InterruptedException {
    Optional<OneWindow> only;
    try {
      only = OneWindow.enter(folder);
    } catch (IOException e) {
      LOG.warn("Whether there is a window already cannot be found out", e);
      openWindow(programs, folder, texts, desk -> {});
      return 0;
    }
    if (only.isEmpty()) {
      if (!tray) {
        OneWindow.raise(folder);
      }
      return 0;
    }
    try (var window = only.get()) {
      openWindow(programs, folder, texts, desk -> window.onKnock(() -> desk.openWindow(null)));
      return 0;
    }
  }

  private void openWindow(Programs programs, Path folder, Texts texts, Consumer<Desk> ready)
      throws ProblemException, InterruptedException {
    DesktopApp.launch(
        new DesktopParts(
            () -> programs.connectOrStart(folder, overrides),
            () -> new WindowTrial(SampleTrial.start(overrides)),
            (state, host) -> Certificates.localRootFile(state.resolve(Home.CERTIFICATES), host),
            texts.locale(),
            new SavedLook(AppFolders.current().config()),
            new TrayProgram(programs, folder, overrides, texts),
            tray,
            ready,
            InstantSource.system(),
            new SecureRandom()));
  }

  private int inTerminal() {
    var command = new ArrayList<>(List.of("--lang=" + locale().toLanguageTag()));
    overrides.forEach((name, value) -> command.add("--set=" + name + "=" + value));
    command.add("try");
    if (!new SystemTerminal().isInteractive()) {
      command.add("--once");
    }
    return GatehouseMain.run(command.toArray(String[]::new));
  }

  /** The two languages that there are, whatever the computer's or the option's variant is. */
  private Locale locale() {
    var wanted =
        language == null
            ? Locale.getDefault(Locale.Category.DISPLAY)
            : Locale.forLanguageTag(language.replace('_', '-'));
    return wanted.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
  }
}
