package app.gatehouse.setup;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Follows an operation until it rests, by events and, should one be lost, by asking. */
final class OperationWatch implements AutoCloseable {
  private static final long ASK_AGAIN_SECONDS = 2;

  private final ServiceApi service;
  private final Questions questions;
  private final LinkedBlockingQueue<OperationSnapshot> events = new LinkedBlockingQueue<>();
  private final AutoCloseable subscription;

  OperationWatch(ServiceApi service, Questions questions) throws ProblemException {
    this.service = service;
    this.questions = questions;
    this.subscription = service.onOperation(events::add);
  }

  /** Tells every change it hears of; blocks until nothing more happens by itself. */
  OperationSnapshot toRest(String id) throws ProblemException, InterruptedException {
    var snapshot = ask(id);
    questions.progress(snapshot);
    while (snapshot.state().isActive()) {
      var event = events.poll(ASK_AGAIN_SECONDS, TimeUnit.SECONDS);
      var next = event == null ? ask(id) : event;
      if (next.id().equals(id) && next.sequence() > snapshot.sequence()) {
        snapshot = next;
        questions.progress(snapshot);
      }
    }
    return snapshot;
  }

  private OperationSnapshot ask(String id) throws ProblemException {
    return service
        .operation(id)
        .orElseThrow(() -> Problem.error(ProblemCode.INTERRUPTED_EARLIER).exception());
  }

  @Override
  public void close() {
    try {
      subscription.close();
    } catch (Exception e) {
      // The channel is gone, and with it the subscription.
    }
  }
}
