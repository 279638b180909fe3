package app.gatehouse.ui.wizard.working;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.plan.Credentials;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.model.status.OperationState;
import app.gatehouse.model.status.StepReport;
import app.gatehouse.model.status.StepState;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.setup.SetupPage;
import app.gatehouse.ui.shared.Navigation;
import app.gatehouse.ui.shared.PageState;
import app.gatehouse.ui.shared.Question;
import app.gatehouse.ui.shared.ServiceRequest;
import app.gatehouse.ui.shared.SetupSession;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the service at work; retry and cancel are the service's too. */
public final class WorkingViewModel extends PageState {
  private static final Logger LOG = LoggerFactory.getLogger(WorkingViewModel.class);

  private final SetupSession session;
  private final ReadOnlyObjectWrapper<@Nullable OperationSnapshot> operation =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper phase = new ReadOnlyStringWrapper("running");
  private final ReadOnlyObjectWrapper<@Nullable Problem> problem = new ReadOnlyObjectWrapper<>();
  private final ObservableList<StepReport> steps = FXCollections.observableArrayList();

  /** Kept: a view of a list hears its changes only while somebody holds on to the view. */
  private final ObservableList<StepReport> shownSteps =
      FXCollections.unmodifiableObservableList(steps);

  private @Nullable AutoCloseable subscription;
  private @Nullable Navigation navigation;
  private boolean couldNotAsk;

  public WorkingViewModel(SetupSession session) {
    super("", "");
    this.session = session;
  }

  public ReadOnlyObjectProperty<@Nullable OperationSnapshot> operation() {
    return operation.getReadOnlyProperty();
  }

  /** Why it does not go on; its words offer to try again or to cancel. */
  public ReadOnlyObjectProperty<@Nullable Problem> problem() {
    return problem.getReadOnlyProperty();
  }

  /** Where the work stands, as in message keys. */
  public ReadOnlyStringProperty phase() {
    return phase.getReadOnlyProperty();
  }

  public ObservableList<StepReport> steps() {
    return shownSteps;
  }

  @Override
  public void entered(Navigation frame) {
    left();
    navigation = frame;
    operation.set(null);
    session.operation().ifPresent(this::show);
    // Subscribed before asking: a change in between is told, not lost.
    session.ask(
        service -> service.onOperation(now -> session.runner().later(() -> heard(now))),
        subscribed -> {
          subscription = subscribed;
          refresh();
        },
        this::failed);
  }

  @Override
  public void left() {
    var open = subscription;
    subscription = null;
    navigation = null;
    if (open != null) {
      try {
        open.close();
      } catch (Exception e) {
        LOG.debug("Ending the subscription", e);
      }
    }
  }

  /** Asks how it stands; finds out as well when the service is gone. */
  public void refresh() {
    var known = operation.get();
    if (navigation == null) {
      return;
    }
    session.ask(
        service -> known == null ? newest(service) : service.operation(known.id()),
        now -> now.ifPresent(this::answered),
        this::failed);
  }

  private void answered(OperationSnapshot now) {
    if (couldNotAsk) {
      couldNotAsk = false;
      problem.set(reason(now));
    }
    heard(now);
  }

  private static Optional<OperationSnapshot> newest(ServiceApi service) throws ProblemException {
    return service.operations().stream().reduce((first, last) -> last);
  }

  private void heard(OperationSnapshot now) {
    var known = operation.get();
    var ours = known == null || known.id().equals(now.id());
    if (navigation != null && ours && (known == null || now.sequence() > known.sequence())) {
      show(now);
    }
  }

  private void show(OperationSnapshot now) {
    session.operation(now);
    operation.set(now);
    phase.set(phase(now));
    steps.setAll(now.steps());
    problem.set(reason(now));
    buttons(now.state());
    var frame = navigation;
    if (now.state() == OperationState.DONE && frame != null) {
      session.credentials(Credentials.NONE);
      frame.next();
    }
  }

  private static String phase(OperationSnapshot now) {
    return switch (now.state()) {
      // Done is shown for a moment only, before the last page comes.
      case RUNNING, DONE -> "running";
      case FAILED -> "failed";
      case UNDOING -> "undoing";
      case CANCELLED -> failedStep(now) == null ? "cancelled" : "left-behind";
    };
  }

  private static @Nullable Problem reason(OperationSnapshot now) {
    return switch (now.state()) {
      case FAILED -> now.problem() != null ? now.problem() : failedStep(now);
      // Why it was given up is behind whoever gave up; what stays behind is not.
      case CANCELLED -> failedStep(now);
      case RUNNING, UNDOING, DONE -> null;
    };
  }

  private static @Nullable Problem failedStep(OperationSnapshot now) {
    return now.steps().stream()
        .filter(step -> step.state() == StepState.FAILED)
        .map(StepReport::problem)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private void buttons(OperationState state) {
    var texts = session.texts();
    switch (state) {
      case RUNNING -> {
        primary("", false);
        secondary(texts.get("wizard.working.cancel"), true);
      }
      case FAILED -> {
        primary(texts.get("wizard.working.retry"), true);
        secondary(texts.get("wizard.working.cancel"), true);
      }
      case UNDOING -> {
        primary("", false);
        secondary(texts.get("wizard.working.undoing"), false);
      }
      case CANCELLED -> {
        primary(texts.get("wizard.working.review"), true);
        secondary("", false);
      }
      case DONE -> {
        primary("", false);
        secondary("", false);
      }
    }
  }

  /** Tries again what failed, or goes back to the answers after it was undone. */
  @Override
  public void primary(Navigation frame) {
    var now = operation.get();
    if (now == null) {
      return;
    }
    if (now.state() == OperationState.FAILED) {
      primaryEnabled(false);
      tell(service -> service.retry(now.id()));
    } else if (now.state() == OperationState.CANCELLED) {
      session.operation(null);
      frame.go(answersPage());
    }
  }

  /** Where the answers can be changed; secrets are not kept and may have to be typed again. */
  private SetupPage answersPage() {
    var answers = session.answers();
    if (answers.app() == null || answers.host() == null) {
      return SetupPage.APP;
    }
    return answers.guard() == GuardKind.OPEN || session.credentials() != Credentials.NONE
        ? SetupPage.REVIEW
        : SetupPage.PROTECTION;
  }

  @Override
  public void secondary(Navigation frame) {
    var now = operation.get();
    if (now == null || now.state().isFinal()) {
      return;
    }
    var texts = session.texts();
    frame.ask(
        new Question(
            texts.get("wizard.working.cancel.title"),
            texts.get("wizard.working.cancel.text"),
            texts.get("wizard.working.cancel.yes"),
            texts.get("wizard.working.cancel.no"),
            () -> tell(service -> service.cancel(now.id()))));
  }

  private void tell(ServiceRequest<OperationSnapshot> request) {
    session.ask(request, this::heard, this::failed);
  }

  private void failed(Problem why) {
    couldNotAsk = true;
    problem.set(why);
    var now = operation.get();
    if (now != null) {
      buttons(now.state());
    }
  }

  @Override
  public boolean isBusyWhenClosed() {
    var now = operation.get();
    return now != null && now.state().isActive();
  }
}
