package app.gatehouse.launch;

import app.gatehouse.cert.Certificates;
import app.gatehouse.cli.PlainOptions;
import app.gatehouse.cli.PlainOptions.NotUnderstood;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code gatehouse-desktop}: the window; without a display it says so in one sentence and does the
 * same job in the terminal.
 */
public final class DesktopMain {
  private static final Logger LOG = LoggerFactory.getLogger(DesktopMain.class);

  /** Without a window, until somebody opens it from the tray. */
  private static final String TRAY = "--tray";

  private final PlainOptions options;

  DesktopMain(PlainOptions options) {
    this.options = options;
  }

  public static void main(String[] arguments) {
    PlainOptions options;
    try {
      options = PlainOptions.of(List.of(arguments), Set.of(TRAY));
    } catch (NotUnderstood e) {
      System.err.println(
          Texts.of(Locale.getDefault(Locale.Category.DISPLAY))
              .get("cli.unknown-argument", e.argument()));
      System.exit(2);
      return;
    }
    System.exit(new DesktopMain(options).run(desk -> {}));
  }

  /**
   * Opens the window and blocks until the program is to end; answers with its exit status.
   *
   * @param ready called in between, once there is a window
   */
  int run(Consumer<Desk> ready) {
    var programs = new Programs();
    programs.log(false);
    var texts = Texts.of(locale());
    try {
      programs.checkSettings(options.overrides());
      if (!Display.isThere()) {
        throw Problem.info(ProblemCode.NO_DISPLAY).exception();
      }
      var home = options.home();
      var folder = home == null ? programs.defaultHome() : home;
      if (!options.overrides().isEmpty() && programs.isRunning(folder)) {
        System.err.println(texts.get("cli.set-refused"));
        return 2;
      }
      return openOnce(programs, folder, texts, ready);
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
  private int openOnce(Programs programs, Path folder, Texts texts, Consumer<Desk> ready)
      throws ProblemException, InterruptedException {
    Optional<OneWindow> only;
    try {
      only = OneWindow.enter(folder);
    } catch (IOException e) {
      LOG.warn("Whether there is a window already cannot be found out", e);
      openWindow(programs, folder, texts, ready);
      return 0;
    }
    if (only.isEmpty()) {
      if (!isForTray()) {
        OneWindow.raise(folder);
      }
      return 0;
    }
    try (var window = only.get()) {
      openWindow(
          programs,
          folder,
          texts,
          desk -> {
            window.onKnock(() -> desk.openWindow(null));
            ready.accept(desk);
          });
      return 0;
    }
  }

  private void openWindow(Programs programs, Path folder, Texts texts, Consumer<Desk> ready)
      throws ProblemException, InterruptedException {
    DesktopApp.launch(
        new DesktopParts(
            () -> programs.connectOrStart(folder, options.overrides()),
            () -> new WindowTrial(SampleTrial.start(options.overrides())),
            (state, host) -> Certificates.localRootFile(state.resolve(Home.CERTIFICATES), host),
            () -> programs.trust(folder),
            new OnThisComputer(folder).firewall(),
            texts.locale(),
            new SavedLook(AppFolders.current().config()),
            new TrayProgram(programs, folder, options.overrides(), texts),
            isForTray(),
            ready,
            InstantSource.system(),
            new SecureRandom()));
  }

  private boolean isForTray() {
    return options.flags().contains(TRAY);
  }

  private int inTerminal() {
    var command = new ArrayList<>(List.of("--lang=" + locale().toLanguageTag()));
    options.overrides().forEach((name, value) -> command.add("--set=" + name + "=" + value));
    command.add("try");
    if (!new SystemTerminal().isInteractive()) {
      command.add("--once");
    }
    return GatehouseMain.run(command.toArray(String[]::new));
  }

  /** The two languages that there are, whatever the computer's or the option's variant is. */
  private Locale locale() {
    var language = options.language();
    var wanted =
        language == null
            ? Locale.getDefault(Locale.Category.DISPLAY)
            : Locale.forLanguageTag(language.replace('_', '-'));
    return wanted.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
  }
}
