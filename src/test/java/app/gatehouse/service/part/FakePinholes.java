package app.gatehouse.service.part;

import app.gatehouse.model.network.IpLiteral;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.router.Pinhole;
import app.gatehouse.reach.router.Pinholes;
import java.net.Inet6Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A firewall that opens what it is asked for, from whom it is asked, unless told otherwise. */
public final class FakePinholes implements Pinholes {
  private final Map<String, Integer> open = new HashMap<>();
  private final List<String> log = new ArrayList<>();
  private final Set<String> gone = new HashSet<>();
  private @Nullable Problem refusal;
  private @Nullable Runnable whenAsked;
  private int numbers;

  public synchronized void refuses(@Nullable Problem problem) {
    refusal = problem;
  }

  /** Before it answers. */
  public synchronized void whenAsked(Runnable work) {
    whenAsked = work;
  }

  /** As after a restart. */
  public synchronized void forgets() {
    open.clear();
  }

  /** This computer does not have that address any more, so nobody can ask from it. */
  public synchronized void lostAddress(String address) {
    gone.add(address);
  }

  /** As {@code [address]:port}. */
  public synchronized Set<String> open() {
    return new TreeSet<>(open.keySet());
  }

  public synchronized List<String> log() {
    return List.copyOf(log);
  }

  @Override
  public synchronized Pinhole open(Inet6Address local, int port) throws ProblemException {
    return opened(IpLiteral.text(local), port);
  }

  @Override
  public synchronized Pinhole keep(Pinhole pinhole) throws ProblemException {
    return opened(pinhole.address(), pinhole.port());
  }

  private Pinhole opened(String address, int port) throws ProblemException {
    requireAnswer(address, port);
    if (refusal != null) {
      throw refusal.exception();
    }
    var name = name(address, port);
    log.add("open " + name);
    // The same one, as often as it is asked for.
    var id = open.computeIfAbsent(name, key -> numbers += 1);
    return new Pinhole(address, port, "upnp-igd2", id, Duration.ofHours(1));
  }

  @Override
  public synchronized boolean isOpen(Pinhole pinhole) throws ProblemException {
    requireAnswer(pinhole.address(), pinhole.port());
    return Integer.valueOf(String.valueOf(pinhole.id())).equals(open.get(name(pinhole)));
  }

  @Override
  public synchronized void close(Pinhole pinhole) throws ProblemException {
    requireAnswer(pinhole.address(), pinhole.port());
    log.add("close " + name(pinhole));
    open.remove(name(pinhole), pinhole.id());
  }

  private void requireAnswer(String address, int port) throws ProblemException {
    if (whenAsked != null) {
      whenAsked.run();
    }
    if (gone.contains(address)
        || refusal != null && refusal.code() == ProblemCode.ROUTER_NOT_FOUND) {
      throw Problem.error(ProblemCode.ROUTER_NOT_FOUND).with("port", port).exception();
    }
  }

  private static String name(Pinhole pinhole) {
    return name(pinhole.address(), pinhole.port());
  }

  private static String name(String address, int port) {
    return "[" + address + "]:" + port;
  }
}
