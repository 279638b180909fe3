package app.gatehouse.ui.wizard.trial;

import app.gatehouse.problem.Problem;
import app.gatehouse.ui.shared.Browser;
import app.gatehouse.ui.shared.Navigation;
import app.gatehouse.ui.shared.PageState;
import app.gatehouse.ui.shared.SetupSession;
import app.gatehouse.ui.shared.Trials;
import java.net.URI;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Everything tried with the sample app, in this program; it ends when this page is left. */
public final class TrialViewModel extends PageState {
  private final SetupSession session;
  private final Trials trials;
  private final Browser browser;
  private final ReadOnlyObjectWrapper<Trials.@Nullable Trial> trial = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Problem> problem = new ReadOnlyObjectWrapper<>();
  private boolean wanted;

  public TrialViewModel(SetupSession session, Trials trials, Browser browser) {
    super("", session.texts().get("wizard.trial.end"));
    this.session = session;
    this.trials = trials;
    this.browser = browser;
  }

  /** What runs; null while it is being started and when it failed. */
  public ReadOnlyObjectProperty<Trials.@Nullable Trial> trial() {
    return trial.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<@Nullable Problem> problem() {
    return problem.getReadOnlyProperty();
  }

  @Override
  public void entered(Navigation navigation) {
    if (trial.get() == null) {
      start();
    }
  }

  private void start() {
    problem.set(null);
    primary("", false);
    wanted = true;
    session
        .runner()
        .run(
            trials::start,
            this::started,
            why -> {
              problem.set(why);
              primary(session.texts().get("wizard.working.retry"), true);
            });
  }

  private void started(Trials.Trial running) {
    if (wanted) {
      trial.set(running);
      primary(session.texts().get("wizard.trial.open"), true);
    } else {
      end(running);
    }
  }

  /** Ends the trial, also one that is still being started. */
  @Override
  public void left() {
    wanted = false;
    var running = trial.get();
    trial.set(null);
    if (running != null) {
      end(running);
    }
  }

  private void end(Trials.Trial running) {
    session
        .runner()
        .run(
            () -> {
              running.close();
              return running;
            },
            closed -> {},
            why -> {});
  }

  @Override
  public void primary(Navigation navigation) {
    var running = trial.get();
    if (running != null) {
      browser.open(URI.create(running.url()));
    } else {
      start();
    }
  }
}
