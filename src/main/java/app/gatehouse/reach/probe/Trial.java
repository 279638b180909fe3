package app.gatehouse.reach.probe;

import app.gatehouse.net.IpFacts;
import app.gatehouse.net.Waiter;
import app.gatehouse.reach.probe.Evidence.Witness;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * One port in one family, tried by one party after another, two at a time, until it is decided.
 * Everything but the queue of events belongs to the thread that runs it.
 */
final class Trial {
  private static final int AT_ONCE = 2;

  /** A party that is to be asked: after a pause that it wants, in its own language. */
  record Party(String id, Prober prober, Duration pause) {}

  private sealed interface Event {
    String party();
  }

  private record Knocked(String party, InetAddress from) implements Event {}

  private record Said(String party, Testimony testimony) implements Event {}

  private final ProbeTokens tokens;
  private final IpFacts ips;
  private final Set<InetAddress> own;
  private final Waiter waiter;

  /** A target with a token of its own for each party. */
  private final Function<String, ProbeTarget> target;

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Map<String, Witness> witnesses = new LinkedHashMap<>();
  private final Map<String, Thread> asked = new LinkedHashMap<>();
  private final List<String> open = new ArrayList<>();

  Trial(
      ProbeTokens tokens,
      IpFacts ips,
      Set<InetAddress> own,
      Waiter waiter,
      Function<String, ProbeTarget> target) {
    this.tokens = tokens;
    this.ips = ips;
    this.own = own;
    this.waiter = waiter;
    this.target = target;
  }

  Evidence run(List<Party> parties, Duration limit) throws InterruptedException {
    var end = System.nanoTime() + limit.toNanos();
    Queue<Party> waiting = new ArrayDeque<>(parties);
    try {
      while (true) {
        while (asked.size() < AT_ONCE && !waiting.isEmpty()) {
          ask(waiting.remove());
        }
        var evidence = new Evidence(List.copyOf(witnesses.values()));
        if (evidence.isDecided() || asked.isEmpty()) {
          return evidence;
        }
        var event = events.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (event == null) {
          return evidence;
        }
        note(event);
      }
    } finally {
      asked.values().forEach(Thread::interrupt);
      open.forEach(tokens::close);
    }
  }

  private void ask(Party party) {
    var wanted = target.apply(party.id());
    witnesses.put(party.id(), new Witness(party.id(), false, false, null));
    open.add(wanted.token());
    tokens.open(
        wanted.token(), wanted.content(), from -> events.add(new Knocked(party.id(), from)));
    asked.put(
        party.id(),
        Thread.ofVirtual()
            .name("probe-" + party.id())
            .start(() -> events.add(new Said(party.id(), testimony(party, wanted)))));
  }

  private Testimony testimony(Party party, ProbeTarget wanted) {
    try {
      waiter.sleep(party.pause());
      return party.prober().ask(wanted);
    } catch (InterruptedException e) {
      return Testimony.Nothing.because("given up");
    } catch (RuntimeException e) {
      return Testimony.Nothing.because("crashed: " + e);
    }
  }

  private void note(Event event) {
    witnesses.computeIfPresent(
        event.party(),
        (party, before) ->
            switch (event) {
              case Knocked(var id, var from) ->
                  new Witness(id, true, before.fromOutside() || isOutside(from), before.says());
              case Said(var id, var testimony) -> {
                asked.remove(id);
                yield new Witness(id, before.knocked(), before.fromOutside(), testimony);
              }
            });
  }

  private boolean isOutside(InetAddress from) {
    return ips.isPublic(from) && !own.contains(from);
  }
}
