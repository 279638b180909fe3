package app.gatehouse.ui.shared;

import java.time.Duration;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;

/** Ticks on JavaFX's application thread. */
public final class FxTicker implements Ticker {

  @Override
  public TaskRunner.Task every(Duration pause, Runnable action) {
    var timer =
        new Timeline(
            new KeyFrame(javafx.util.Duration.millis(pause.toMillis()), event -> action.run()));
    timer.setCycleCount(Animation.INDEFINITE);
    timer.play();
    return timer::stop;
  }
}
