package app.gatehouse.tray;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps what it was asked for. */
public final class RecordingDesk implements Desk {
  public final List<String> asked = new CopyOnWriteArrayList<>();

  @Override
  public void openBrowser(URI address) {
    asked.add("browser " + address);
  }

  @Override
  public void copy(String text) {
    asked.add("copy " + text);
  }

  @Override
  public void openWindow(@Nullable String site) {
    asked.add("window " + site);
  }

  @Override
  public void openAlerts() {
    asked.add("alerts");
  }

  @Override
  public void quit() {
    asked.add("quit");
  }
}
