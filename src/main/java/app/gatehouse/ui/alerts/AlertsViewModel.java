package app.gatehouse.ui.alerts;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.alert.AlertChannels;
import app.gatehouse.problem.Problem;
import app.gatehouse.ui.shared.SideModel;
import app.gatehouse.ui.shared.TaskRunner;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** Who is told of trouble when nobody looks. Used on the thread that draws only. */
public final class AlertsViewModel extends SideModel {

  /** Whether it is known what is set up. */
  public enum Phase {
    LOADING,
    READY,
    FAILED
  }

  private final AlertsParts parts;
  private final MailWay mail;
  private final HookWay hook;
  private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.LOADING);
  private final ReadOnlyBooleanWrapper testing = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper testable = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper testResult = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable Problem> loadProblem =
      new ReadOnlyObjectWrapper<>();
  private TaskRunner.@Nullable Task loading;

  public AlertsViewModel(AlertsParts parts) {
    super("", parts.texts().get("alerts.back"));
    this.parts = parts;
    mail = new MailWay(parts, this::show);
    hook = new HookWay(parts, this::show);
  }

  public ReadOnlyObjectProperty<Phase> phase() {
    return phase.getReadOnlyProperty();
  }

  MailWay mail() {
    return mail;
  }

  HookWay hook() {
    return hook;
  }

  /** Whether there is a way that could be tested. */
  public ReadOnlyBooleanProperty testable() {
    return testable.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty testing() {
    return testing.getReadOnlyProperty();
  }

  /** What came of the test, in words; empty when there is nothing to say. */
  public ReadOnlyStringProperty testResult() {
    return testResult.getReadOnlyProperty();
  }

  /** Why it is not known what is set up. */
  public ReadOnlyObjectProperty<@Nullable Problem> loadProblem() {
    return loadProblem.getReadOnlyProperty();
  }

  @Override
  public void entered() {
    load();
  }

  /** Asks the service what is set up. */
  public void load() {
    cancelLoading();
    phase.set(Phase.LOADING);
    loading =
        parts
            .asker()
            .ask(
                ServiceApi::alerts,
                this::show,
                why -> {
                  loadProblem.set(why);
                  phase.set(Phase.FAILED);
                });
  }

  private void show(AlertChannels channels) {
    mail.show(channels);
    hook.show(channels);
    testable.set(mail.isOn() || hook.isOn());
    testResult.set("");
    problem(null);
    phase.set(Phase.READY);
  }

  /** Sends a test message every way that is set up. */
  public void test() {
    if (testing.get() || !testable.get()) {
      return;
    }
    testing.set(true);
    testResult.set("");
    problem(null);
    parts
        .asker()
        .ask(
            service -> {
              service.testAlerts();
              return true;
            },
            sent -> {
              testing.set(false);
              testResult.set(parts.texts().get("alerts.test.done"));
            },
            why -> {
              testing.set(false);
              problem(why);
            });
  }

  @Override
  public void left() {
    cancelLoading();
  }

  private void cancelLoading() {
    if (loading != null) {
      loading.cancel();
      loading = null;
    }
  }

  @Override
  public void primary() {}

  @Override
  public void secondary() {
    parts.back().run();
  }

  /** A form that is open closes first. */
  @Override
  public void escape() {
    if (mail.editing().get() || hook.editing().get()) {
      mail.fold();
      hook.fold();
    } else {
      super.escape();
    }
  }
}
