package app.gatehouse.ui.wizard.trial;

import app.gatehouse.problem.Problem;
import app.gatehouse.ui.shared.Browser;
import app.gatehouse.ui.shared.Navigation;
import app.gatehouse.ui.shared.PageState;
import app.gatehouse.ui.shared.SetupSession;
import app.gatehouse.ui.shared.TaskRunner;
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
  private TaskRunner.@Nullable Task task;

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
    task =
        session
            .runner()
            .run(
                trials::start,
                started -> {
                  trial.set(started);
                  primary(session.texts().get("wizard.trial.open"), true);
                },
                why -> {
                  problem.set(why);
                  primary(session.texts().get("wizard.working.retry"), true);
                });
  }

  @Override
  public void left() {
    if (task != null) {
      task.cancel();
    }
    var running = trial.get();
    trial.set(null);
    if (running != null) {
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
