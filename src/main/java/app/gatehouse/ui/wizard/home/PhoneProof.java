package app.gatehouse.ui.wizard.home;

import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.PhoneVisit;
import app.gatehouse.model.network.ProofWish;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.ui.shared.LostService;
import app.gatehouse.ui.shared.SetupSession;
import app.gatehouse.ui.shared.TaskRunner;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The owner's own phone, on mobile data, as the one who tries it from outside. The service waits
 * for it while this is shown and no longer.
 */
final class PhoneProof {

  /** How far it is. */
  enum Phase {
    IDLE,
    /** The ports are being opened. */
    OPENING,
    WAITING,
    /** The phone came through every port. */
    DONE,
    /** The service waits no longer, though nobody here ended it. */
    OVER;

    boolean isRunning() {
      return this == OPENING || this == WAITING;
    }
  }

  private final SetupSession session;
  private final Consumer<HomeReport> found;
  private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.IDLE);
  private final ReadOnlyObjectWrapper<@Nullable PhoneVisit> visit = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Problem> problem = new ReadOnlyObjectWrapper<>();
  private TaskRunner.@Nullable Task task;

  /**
   * @param found told what is known of this home whenever a port was proven
   */
  PhoneProof(SetupSession session, Consumer<HomeReport> found) {
    this.session = session;
    this.found = found;
  }

  ReadOnlyObjectProperty<Phase> phase() {
    return phase.getReadOnlyProperty();
  }

  /** What is waited for; null unless the ports are, or were, open. */
  ReadOnlyObjectProperty<@Nullable PhoneVisit> visit() {
    return visit.getReadOnlyProperty();
  }

  /** Why it could not begin, or did not go on. */
  ReadOnlyObjectProperty<@Nullable Problem> problem() {
    return problem.getReadOnlyProperty();
  }

  void begin(ProofWish wish) {
    problem.set(null);
    visit.set(null);
    phase.set(Phase.OPENING);
    task = session.ask(service -> service.invitePhone(wish), this::show, this::failed);
  }

  /** Waits no longer, and shows nothing of it any more; what was proven stays. At once. */
  void end() {
    if (phase.get().isRunning()) {
      if (task != null) {
        task.cancel();
      }
      close();
    }
    phase.set(Phase.IDLE);
    visit.set(null);
    problem.set(null);
  }

  private void show(PhoneVisit now) {
    visit.set(now);
    if (now.report() != null) {
      found.accept(now.report());
    }
    if (now.links().stream().allMatch(link -> now.open().contains(link.port()))) {
      phase.set(Phase.DONE);
      close();
    } else if (now.over()) {
      phase.set(Phase.OVER);
    } else {
      phase.set(Phase.WAITING);
      task = session.ask(service -> service.awaitPhone(now.knocks()), this::show, this::failed);
    }
  }

  private void failed(Problem why) {
    if (why.code() == ProblemCode.CANCELLED) {
      // Another window began anew, or a site was set up meanwhile.
      phase.set(Phase.OVER);
      return;
    }
    phase.set(Phase.IDLE);
    visit.set(null);
    problem.set(why);
    if (!LostService.isLost(why)) {
      close();
    }
  }

  /** Should the service not hear it, it ends by itself some minutes later. */
  private void close() {
    session.ask(
        service -> {
          service.endPhone();
          return true;
        },
        ended -> {},
        unheard -> {});
  }
}
