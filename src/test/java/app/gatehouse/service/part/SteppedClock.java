package app.gatehouse.service.part;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that passes when told. */
public final class SteppedClock implements InstantSource {
  private volatile Instant now;

  public SteppedClock(String start) {
    now = Instant.parse(start);
  }

  public void forward(Duration step) {
    now = now.plus(step);
  }

  /** Somebody sets the clock. */
  public void back(Duration step) {
    now = now.minus(step);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
