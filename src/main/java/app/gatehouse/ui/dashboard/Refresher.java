package app.gatehouse.ui.dashboard;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.ui.shared.TaskRunner;
import app.gatehouse.ui.shared.Ticker;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the picture again and again, never twice at once. One failure may pass by itself; the
 * second in a row is told. Used on the thread that draws only.
 */
final class Refresher {
  static final Duration PAUSE = Duration.ofSeconds(5);

  /** Who asks, and who is told. */
  interface Asker {
    TaskRunner.Task ask(Consumer<Picture> seen, Consumer<Problem> failed);

    void seen(Picture picture);

    void failed(Problem problem);
  }

  private final Ticker ticker;
  private final Asker asker;
  private TaskRunner.@Nullable Task ticking;
  private TaskRunner.@Nullable Task asking;
  private boolean underWay;
  private boolean onceMore;
  private boolean seenAny;
  private int failures;

  Refresher(Ticker ticker, Asker asker) {
    this.ticker = ticker;
    this.asker = asker;
  }

  /** Asks now and from now on. */
  void begin() {
    end();
    ticking = ticker.every(PAUSE, this::tick);
    now();
  }

  /** What is under way is not told any more. */
  void end() {
    if (ticking != null) {
      ticking.cancel();
      ticking = null;
    }
    if (asking != null) {
      asking.cancel();
      asking = null;
    }
    underWay = false;
    onceMore = false;
    failures = 0;
  }

  /** Asks now; what is under way may know nothing yet of what was just done. */
  void now() {
    if (ticking == null) {
      return;
    }
    if (underWay) {
      onceMore = true;
    } else {
      ask();
    }
  }

  private void tick() {
    if (!underWay) {
      ask();
    }
  }

  private void ask() {
    underWay = true;
    var task = asker.ask(this::answered, this::failed);
    asking = underWay ? task : null;
  }

  private void answered(Picture picture) {
    rest();
    failures = 0;
    seenAny = true;
    asker.seen(picture);
    goOn();
  }

  private void failed(Problem problem) {
    rest();
    failures++;
    // A right that is missing does not come back in five seconds.
    if (failures > 1 || !seenAny || problem.code() == ProblemCode.NO_PERMISSION) {
      asker.failed(problem);
    }
    goOn();
  }

  private void rest() {
    underWay = false;
    asking = null;
  }

  private void goOn() {
    if (onceMore) {
      onceMore = false;
      now();
    }
  }
}
