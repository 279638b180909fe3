package app.gatehouse.ui;

import app.gatehouse.tray.Desk;
import app.gatehouse.ui.shared.Browser;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * How long the window program lives: as long as its window is open, or somebody can open it again
 * by the tray's icon.
 */
final class DesktopLife implements Desk {
  private final DesktopWindow window;
  private final Browser browser;
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * Null until it is known whether there is a tray. On JavaFX's application thread, as the next.
   */
  private @Nullable BooleanSupplier reachable;

  private boolean closedBeforeThat;

  /** On JavaFX's application thread. */
  DesktopLife(Stage stage, DesktopWindow window, Browser browser) {
    this.window = window;
    this.browser = browser;
    stage.addEventHandler(
        javafx.stage.WindowEvent.WINDOW_HIDDEN,
        event -> {
          if (reachable == null) {
            closedBeforeThat = true;
          } else if (!reachable.getAsBoolean()) {
            quit();
          }
        });
  }

  /**
   * Says what is known of the tray now. Returns at once.
   *
   * @param shown whether the user sees the tray's icon now
   */
  void reachableBy(BooleanSupplier shown) {
    Platform.runLater(
        () -> {
          reachable = shown;
          if (closedBeforeThat && !shown.getAsBoolean()) {
            quit();
          }
        });
  }

  void awaitEnd() throws InterruptedException {
    ended.await();
  }

  @Override
  public void openWindow(@Nullable String site) {
    Platform.runLater(
        () -> {
          if (site == null) {
            window.open();
          } else {
            window.showSite(site);
          }
        });
  }

  @Override
  public void openAlerts() {
    Platform.runLater(window::showAlerts);
  }

  @Override
  public void openBrowser(URI address) {
    Platform.runLater(() -> browser.open(address));
  }

  @Override
  public void copy(String text) {
    Platform.runLater(
        () -> {
          var content = new ClipboardContent();
          content.putString(text);
          Clipboard.getSystemClipboard().setContent(content);
        });
  }

  @Override
  public void quit() {
    ended.countDown();
  }
}
