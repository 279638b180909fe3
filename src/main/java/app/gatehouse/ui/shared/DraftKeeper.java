package app.gatehouse.ui.shared;

import app.gatehouse.model.plan.Answers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the answers at the service: one write at a time, so that the newest is the last, and while
 * somebody is typing only after a moment. Used on the thread that draws only.
 */
final class DraftKeeper {
  /** Long enough not to write at every key, short enough that nobody types a name anew. */
  static final Duration PAUSE = Duration.ofMillis(700);

  private static final Runnable NOBODY = () -> {};

  private final TaskRunner runner;
  private final Write write;
  private Optional<Answers> kept = Optional.empty();
  private Optional<Answers> wanted = Optional.empty();
  private TaskRunner.@Nullable Task pause;
  private boolean writing;
  private Runnable whenAtRest = NOBODY;

  /** Begins to write and tells afterwards whether it worked. */
  interface Write {
    void begin(Optional<Answers> draft, Consumer<Boolean> done);
  }

  DraftKeeper(TaskRunner runner, Write write) {
    this.runner = runner;
    this.write = write;
  }

  /** What is kept there already. */
  void found(Answers earlier) {
    kept = Optional.of(earlier);
    wanted = kept;
  }

  void keepNow(Optional<Answers> draft) {
    wanted = draft;
    goOn();
  }

  void keepSoon(Answers draft) {
    wanted = Optional.of(draft);
    endPause();
    pause = runner.after(PAUSE, this::goOn);
  }

  /** Writes what is not yet written and tells when nothing more is under way, perhaps at once. */
  void finish(Runnable then) {
    whenAtRest = then;
    goOn();
  }

  private void goOn() {
    endPause();
    if (writing) {
      return;
    }
    var next = wanted;
    if (next.equals(kept)) {
      var then = whenAtRest;
      whenAtRest = NOBODY;
      then.run();
      return;
    }
    writing = true;
    write.begin(next, worked -> written(next, worked));
  }

  private void written(Optional<Answers> draft, boolean worked) {
    writing = false;
    if (worked) {
      kept = draft;
    } else if (draft.equals(wanted)) {
      // Going on matters more than the draft. The next change tries again.
      wanted = kept;
    }
    goOn();
  }

  private void endPause() {
    if (pause != null) {
      pause.cancel();
      pause = null;
    }
  }
}
