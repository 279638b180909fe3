package app.gatehouse.tray;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers as long as it lives: a file that outlives a tray. */
public final class MemoryInMemory implements TrayMemory {
  private final Map<String, Long> told = new ConcurrentHashMap<>();
  private volatile boolean explained;

  @Override
  public OptionalLong lastTold(String home) {
    var number = told.get(home);
    return number == null ? OptionalLong.empty() : OptionalLong.of(number);
  }

  @Override
  public void told(String home, long number) {
    told.put(home, number);
  }

  @Override
  public boolean quitExplained() {
    return explained;
  }

  @Override
  public void quitWasExplained() {
    explained = true;
  }
}
