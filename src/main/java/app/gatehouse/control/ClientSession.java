package app.gatehouse.control;

import app.gatehouse.json.Json;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client of the service, from hello to the end. Whatever it sends that is not understood ends
 * this session and nothing else.
 */
final class ClientSession {
  private static final Logger LOG = LoggerFactory.getLogger(ClientSession.class);

  /** Enough for hello and a question about the state line. */
  private static final int STRANGERS_FRAME = 4 << 10;

  private final Wire wire;
  private final ServiceApi service;
  private final Dispatcher dispatcher;
  private final PeerPolicy.Access access;
  private final Problem refusal;
  private final ControlLimits limits;
  private final ScheduledExecutorService timer;
  private final Consumer<ClientSession> onEnd;
  private final Map<Long, Answering> answering = new ConcurrentHashMap<>();
  private final long born = System.nanoTime();
  private volatile boolean greeted;
  private @Nullable AutoCloseable subscription;

  ClientSession(
      Wire wire,
      ServiceApi service,
      PeerPolicy.Access access,
      Problem refusal,
      ControlLimits limits,
      ScheduledExecutorService timer,
      Consumer<ClientSession> onEnd) {
    this.wire = wire;
    this.service = service;
    this.dispatcher = new Dispatcher(service);
    this.access = access;
    this.refusal = refusal;
    this.limits = limits;
    this.timer = timer;
    this.onEnd = onEnd;
  }

  void start() {
    if (isStranger()) {
      wire.maxFrame(STRANGERS_FRAME);
    }
    Thread.ofVirtual().name("control-client").start(this::run);
  }

  boolean isStranger() {
    return access != PeerPolicy.Access.ALL;
  }

  /** Hangs up on a client that has not said hello, is stuck, or is a stranger who stays. */
  void dropIfOverdue() {
    var old = System.nanoTime() - born > limits.hello().toNanos();
    if (wire.isStuck(limits.frame())) {
      drop("it was too slow");
    } else if (old && (!greeted || isStranger())) {
      drop(greeted ? "a stranger's time was over" : "it said no hello");
    }
  }

  /** Says that there is no room, without listening. */
  void turnAway(Duration longest) {
    wire.send(new Message.Goodbye(notReachable("busy")));
    wire.closeAfterWriting(longest);
  }

  /** Lets it have the answers that are under way, then hangs up. */
  void finish(Duration longest) {
    awaitAnswers(longest);
    wire.closeAfterWriting(longest);
  }

  private void awaitAnswers(Duration longest) {
    var end = System.nanoTime() + longest.toNanos();
    synchronized (answering) {
      var left = longest.toMillis();
      while (!answering.isEmpty() && left > 0) {
        try {
          answering.wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
        left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      }
    }
  }

  void close() {
    wire.close();
  }

  private void run() {
    try {
      greet();
      Message next;
      while ((next = wire.read()) != null) {
        switch (next) {
          case Message.Request request -> accept(request);
          case Message.Abandon abandon -> abandon(abandon.id());
          default -> throw new IOException("not for a client to say");
        }
      }
    } catch (IOException e) {
      if (wire.isOpen()) {
        LOG.info("A client was dropped: {}", e.getMessage());
      }
    } catch (RejectedExecutionException e) {
      LOG.debug("The service ends", e);
    } finally {
      end();
    }
  }

  private void greet() throws IOException {
    var first = wire.read();
    if (first == null) {
      // Only looked whether somebody listens.
      wire.close();
      throw new IOException("it said nothing");
    }
    if (!(first instanceof Message.Hello hello)) {
      throw new IOException("it did not begin with hello");
    }
    if (hello.version() != Message.VERSION) {
      var problem =
          notReachable("version")
              .with("client-version", hello.version())
              .with("service-version", Message.VERSION);
      wire.send(new Message.Goodbye(problem));
      wire.closeAfterWriting(limits.hello());
      throw new IOException("it speaks version " + hello.version());
    }
    greeted = true;
    wire.send(new Message.Hello(Message.VERSION));
  }

  private void accept(Message.Request request) throws IOException {
    var method =
        Method.named(request.method()).orElseThrow(() -> new IOException("no such method"));
    if (isStranger() && !method.isForStrangers()) {
      wire.send(new Message.Refusal(request.id(), refusal));
      return;
    }
    if (answering.size() >= limits.requests()) {
      throw new IOException("more than " + limits.requests() + " requests at a time");
    }
    var work = new Answering(request, method);
    if (answering.putIfAbsent(request.id(), work) != null) {
      throw new IOException("two requests of one number");
    }
    work.begin();
  }

  private void abandon(long id) {
    var work = answering.get(id);
    if (work != null) {
      work.giveUp();
    }
  }

  private synchronized Object subscribe() throws ProblemException {
    if (subscription == null && wire.isOpen()) {
      subscription = service.onOperation(wire.outbox()::addEvent);
    }
    return new Results.Done();
  }

  private void drop(String why) {
    LOG.info("A client was dropped: {}", why);
    wire.close();
  }

  private void end() {
    wire.close();
    // Nobody waits any more for what was only read; what changes something goes on.
    answering.values().forEach(Answering::giveUp);
    synchronized (this) {
      if (subscription != null) {
        try {
          subscription.close();
        } catch (Exception e) {
          LOG.warn("A subscription could not be ended", e);
        }
      }
    }
    onEnd.accept(this);
  }

  private static Problem notReachable(String variant) {
    return Problem.error(ProblemCode.SERVICE_NOT_REACHABLE).variant(variant);
  }

  /** One request being answered; exactly one answer is sent. */
  private final class Answering {
    private final Message.Request request;
    private final Method method;
    private @Nullable Thread thread;
    private @Nullable Future<?> timeout;
    private boolean answered;

    Answering(Message.Request request, Method method) {
      this.request = request;
      this.method = method;
    }

    synchronized void begin() {
      thread = Thread.ofVirtual().name("control-" + method.wireName).start(this::work);
      timeout = timer.schedule(this::tooLong, method.limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void done() {
      if (timeout != null) {
        timeout.cancel(false);
      }
      synchronized (answering) {
        answering.remove(request.id());
        answering.notifyAll();
      }
    }

    /** Nobody waits for the answer. */
    synchronized void giveUp() {
      answered = true;
      if (method.reads && thread != null) {
        thread.interrupt();
      }
    }

    private void tooLong() {
      answer(new Message.Refusal(request.id(), notReachable("slow")));
      giveUp();
    }

    private void work() {
      try {
        answer(outcome());
      } catch (RuntimeException | Error e) {
        var shortCode = Integer.toHexString(e.getClass().getName().hashCode());
        LOG.error("{} failed, short code {}", method.wireName, shortCode, e);
        answer(new Message.Refusal(request.id(), unknown(shortCode, e)));
      } finally {
        done();
      }
    }

    private Message outcome() {
      try {
        var result =
            method == Method.SUBSCRIBE
                ? subscribe()
                : dispatcher.call(method, request.params(), this::part);
        return new Message.Reply(request.id(), Json.PLAIN.tree(result));
      } catch (ProblemException e) {
        return new Message.Refusal(request.id(), e.problem());
      } catch (IOException e) {
        drop("its " + method.wireName + " was not understood");
        return new Message.Refusal(request.id(), Problem.error(ProblemCode.UNKNOWN));
      }
    }

    /** Once it is answered nobody listens any more. */
    private synchronized void part(Object known) {
      if (!answered) {
        wire.send(new Message.Part(request.id(), Json.PLAIN.tree(known)));
      }
    }

    private synchronized void answer(Message message) {
      if (!answered) {
        answered = true;
        if (!wire.send(message)) {
          LOG.error("The answer to {} is larger than a message may be", method.wireName);
          wire.send(new Message.Refusal(request.id(), tooLarge()));
        }
      }
    }

    private Problem tooLarge() {
      return Problem.error(ProblemCode.UNKNOWN)
          .with("short-code", "too-large")
          .detail("the answer to " + method.wireName + " is too large");
    }

    private Problem unknown(String shortCode, Throwable thrown) {
      return Problem.error(ProblemCode.UNKNOWN)
          .with("short-code", shortCode)
          .detail(thrown.getClass().getSimpleName());
    }
  }
}
