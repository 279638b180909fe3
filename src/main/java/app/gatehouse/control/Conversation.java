package app.gatehouse.control;

import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** The client's end of one connection: questions, their answers by number, pushed events. */
final class Conversation implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

  /** The service says itself when it was too slow; only when even that does not come, we do. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Wire wire;
  private final Map<Long, Question> waiting = new ConcurrentHashMap<>();
  private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<Void> greeted = new CompletableFuture<>();
  private final AtomicLong numbers = new AtomicLong();
  private final Semaphore places;
  private volatile @Nullable Problem ended;

  /** Hears parts of an answer before the answer itself; must not block. */
  interface Parts {
    /**
     * @throws IOException when it is not what was expected
     */
    void accept(JsonNode part) throws IOException;
  }

  private record Question(CompletableFuture<JsonNode> answer, Parts parts) {}

  private Conversation(SocketChannel channel, ControlLimits limits) {
    wire = new Wire(channel, limits.queue(), System::nanoTime);
    places = new Semaphore(limits.requests());
  }

  /**
   * @param account of the service, by name, when it has one of its own
   */
  static Conversation open(Path socket, Optional<String> account, ControlLimits limits)
      throws ProblemException {
    try {
      var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        channel.connect(UnixDomainSocketAddress.of(socket));
        if (!isTrusted(channel, account)) {
          throw Problem.error(ProblemCode.NO_PERMISSION).exception();
        }
      } catch (IOException | ProblemException e) {
        channel.close();
        throw e;
      }
      var conversation = new Conversation(channel, limits);
      conversation.greet(limits.hello());
      return conversation;
    } catch (IOException | UnsupportedOperationException e) {
      throw notReachable(e);
    }
  }

  boolean isOpen() {
    return wire.isOpen();
  }

  /** Asks and waits for the answer. */
  JsonNode ask(Method method, JsonNode params, Parts parts) throws ProblemException {
    var id = numbers.incrementAndGet();
    var answer = new CompletableFuture<JsonNode>();
    var placed = false;
    try {
      placed = places.tryAcquire(method.limit.toNanos(), TimeUnit.NANOSECONDS);
      if (!placed) {
        throw slow(method);
      }
      waiting.put(id, new Question(answer, parts));
      if (!wire.send(new Message.Request(id, method.wireName, params))) {
        throw notReachable(new IOException("a question larger than a message may be"));
      }
      failIfEnded(answer);
      return answer.get(method.limit.plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      wire.send(new Message.Abandon(id));
      Thread.currentThread().interrupt();
      throw new ProblemException(Problem.error(ProblemCode.CANCELLED), e);
    } catch (TimeoutException e) {
      wire.send(new Message.Abandon(id));
      throw slow(method);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ProblemException p
          ? new ProblemException(p.problem(), p)
          : notReachable(e);
    } finally {
      waiting.remove(id);
      if (placed) {
        places.release();
      }
    }
  }

  Subscription subscribe(Consumer<OperationSnapshot> listener) {
    var subscription = new Subscription(listener, subscriptions::remove);
    subscriptions.add(subscription);
    return subscription;
  }

  @Override
  public void close() {
    wire.close();
    subscriptions.forEach(Subscription::close);
  }

  static ProblemException notReachable(@Nullable Throwable cause) {
    var problem = Problem.error(ProblemCode.SERVICE_NOT_REACHABLE);
    return new ProblemException(cause == null ? problem : problem.cause(cause), cause);
  }

  private static ProblemException slow(Method method) {
    return Problem.error(ProblemCode.SERVICE_NOT_REACHABLE)
        .variant("slow")
        .detail(method.wireName + " took more than " + method.limit.toSeconds() + " s")
        .exception();
  }

  /**
   * Secrets go to a service of this user, of the administrator or of the account that is known to
   * be the service's; root may ask anybody.
   */
  private static boolean isTrusted(SocketChannel channel, Optional<String> account)
      throws IOException {
    var user = Peers.of(channel);
    return user.isEmpty()
        || account.equals(user.map(UserPrincipal::getName))
        || Peers.isThisUser(user.get())
        || Peers.isRoot(user.get())
        || Peers.runsAsRoot();
  }

  private void greet(Duration longest) throws ProblemException {
    wire.send(new Message.Hello(Message.VERSION));
    Thread.ofVirtual().name("control-reader").start(this::read);
    try {
      greeted.get(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new ProblemException(Problem.error(ProblemCode.CANCELLED), e);
    } catch (TimeoutException e) {
      close();
      throw notReachable(e);
    } catch (ExecutionException e) {
      close();
      throw e.getCause() instanceof ProblemException p
          ? new ProblemException(p.problem(), p)
          : notReachable(e);
    }
  }

  private void read() {
    var why = Problem.error(ProblemCode.SERVICE_NOT_REACHABLE);
    try {
      Message next;
      while ((next = wire.read()) != null) {
        if (next instanceof Message.Goodbye goodbye) {
          why = goodbye.problem();
          break;
        }
        take(next);
      }
    } catch (IOException e) {
      why = why.cause(e);
    } finally {
      end(why);
    }
  }

  private void take(Message message) throws IOException {
    switch (message) {
      case Message.Hello hello when hello.version() == Message.VERSION -> greeted.complete(null);
      case Message.Hello hello ->
          throw new IOException("the service speaks version " + hello.version());
      case Message.Reply reply -> {
        var question = waiting.get(reply.id());
        if (question != null) {
          question.answer().complete(reply.result());
        }
      }
      case Message.Part part -> {
        var question = waiting.get(part.id());
        if (question != null) {
          tell(question.parts(), part.part());
        }
      }
      case Message.Refusal refusal -> {
        var question = waiting.get(refusal.id());
        if (question != null) {
          question.answer().completeExceptionally(refusal.problem().exception());
        }
      }
      case Message.Event event -> subscriptions.forEach(s -> s.add(event.operation()));
      default -> throw new IOException("not for a service to say");
    }
  }

  private static void tell(Parts parts, JsonNode part) throws IOException {
    try {
      parts.accept(part);
    } catch (RuntimeException e) {
      LOG.error("A listener failed", e);
    }
  }

  /** Nobody shall wait for an answer that cannot come any more. */
  private void end(Problem why) {
    ended = why;
    wire.close();
    greeted.completeExceptionally(why.exception());
    waiting.values().forEach(each -> each.answer().completeExceptionally(why.exception()));
    subscriptions.forEach(Subscription::close);
  }

  private void failIfEnded(CompletableFuture<JsonNode> answer) {
    var why = ended;
    if (why != null) {
      answer.completeExceptionally(why.exception());
    }
  }
}
