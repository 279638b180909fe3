package app.gatehouse.service.part;

import app.gatehouse.model.network.RouterInfo;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.router.Grant;
import app.gatehouse.reach.router.Router;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A router that maps what it is asked, unless told to refuse. */
public final class FakeRouter implements Router {
  /** Its firewall for IPv6. */
  public final FakePinholes pinholes = new FakePinholes();

  private final Map<Integer, Integer> mapped = new TreeMap<>();
  private final List<String> log = new ArrayList<>();
  private final @Nullable Duration lease;
  private @Nullable Problem refusal;
  private @Nullable RuntimeException breakage;
  private boolean enabled = true;
  private boolean foreign;

  public FakeRouter(@Nullable Duration lease) {
    this.lease = lease;
  }

  public synchronized void refuses(@Nullable Problem problem) {
    refusal = problem;
  }

  /** There is a mistake in it; null when that is mended. */
  public synchronized void breaks(@Nullable RuntimeException mistake) {
    breakage = mistake;
  }

  public synchronized void disable() {
    enabled = false;
  }

  /** What is asked for was mapped by somebody else before. */
  public synchronized void isMappedByOthers() {
    foreign = true;
  }

  public synchronized Map<Integer, Integer> mapped() {
    return new TreeMap<>(mapped);
  }

  public synchronized List<String> log() {
    return List.copyOf(log);
  }

  @Override
  public synchronized boolean enabled() {
    return enabled;
  }

  @Override
  public FakePinholes pinholes() {
    return pinholes;
  }

  @Override
  public Optional<RouterInfo> find() {
    return Optional.empty();
  }

  @Override
  public synchronized Grant map(int outerPort, int innerPort, OptionalInt remembered)
      throws ProblemException {
    if (!enabled) {
      throw new AssertionError("asked although switched off");
    }
    if (breakage != null) {
      throw breakage;
    }
    if (refusal != null) {
      throw refusal.exception();
    }
    log.add("map " + outerPort);
    if (!foreign) {
      mapped.put(outerPort, innerPort);
    }
    return new Grant(outerPort, innerPort, "192.168.1.5", "203.0.113.7", lease, !foreign);
  }

  /** Was asked for that before. */
  public synchronized void knows(int outerPort, int innerPort) {
    mapped.put(outerPort, innerPort);
  }

  /** As after a restart. */
  public synchronized void forgets() {
    mapped.clear();
  }

  @Override
  public synchronized boolean leadsHere(int outerPort, int innerPort) throws ProblemException {
    if (refusal != null) {
      throw refusal.exception();
    }
    return mapped.getOrDefault(outerPort, 0) == innerPort;
  }

  @Override
  public synchronized void unmap(int outerPort, OptionalInt remembered) throws ProblemException {
    if (refusal != null) {
      throw refusal.exception();
    }
    log.add("unmap " + outerPort);
    mapped.remove(outerPort);
  }
}
