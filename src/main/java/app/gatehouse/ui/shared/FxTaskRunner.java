package app.gatehouse.ui.shared;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on virtual threads and answers on JavaFX's application thread. */
public final class FxTaskRunner implements TaskRunner {
  private static final Logger LOG = LoggerFactory.getLogger(FxTaskRunner.class);

  @Override
  public <T> Task run(Work<T> work, Consumer<T> done, Consumer<Problem> failed) {
    var cancelled = new AtomicBoolean();
    var thread =
        Thread.ofVirtual()
            .name("ui-work")
            .start(
                () -> {
                  Runnable answer;
                  try {
                    var result = work.get();
                    answer = () -> done.accept(result);
                  } catch (ProblemException e) {
                    answer = () -> failed.accept(e.problem());
                  } catch (InterruptedException e) {
                    return;
                  } catch (RuntimeException e) {
                    LOG.error("Unexpected failure of work for the window", e);
                    answer = () -> failed.accept(unexpected(e));
                  }
                  tell(cancelled, answer);
                });
    return () -> {
      cancelled.set(true);
      thread.interrupt();
    };
  }

  @Override
  public void later(Runnable action) {
    Platform.runLater(action);
  }

  @Override
  public Task after(Duration pause, Runnable action) {
    var timer = new PauseTransition(javafx.util.Duration.millis(pause.toMillis()));
    timer.setOnFinished(event -> action.run());
    timer.play();
    return timer::stop;
  }

  /** A failure nobody foresaw; the short code is the same whenever it is the same failure. */
  static Problem unexpected(RuntimeException thrown) {
    var frames = thrown.getStackTrace();
    var place =
        frames.length == 0 ? "" : frames[0].getClassName() + "." + frames[0].getMethodName();
    var code = Integer.toHexString((thrown.getClass().getName() + place).hashCode());
    return Problem.error(ProblemCode.UNKNOWN).with("short-code", "G-" + code).cause(thrown);
  }

  private void tell(AtomicBoolean cancelled, Runnable answer) {
    later(
        () -> {
          if (!cancelled.get()) {
            answer.run();
          }
        });
  }
}
