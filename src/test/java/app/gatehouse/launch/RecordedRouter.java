package app.gatehouse.launch;

import app.gatehouse.model.network.RouterInfo;
import app.gatehouse.reach.router.Grant;
import app.gatehouse.reach.router.Router;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentSkipListMap;

/** A router that forwards everything it is asked to and can be looked into. */
final class RecordedRouter implements Router {
  private final Map<Integer, Integer> mappings = new ConcurrentSkipListMap<>();

  /** Outer port to inner port. */
  Map<Integer, Integer> mappings() {
    return Map.copyOf(mappings);
  }

  @Override
  public boolean enabled() {
    return true;
  }

  @Override
  public Optional<RouterInfo> find() {
    return Optional.of(
        new RouterInfo("192.0.2.1", "Test router", "upnp-igd2", "192.0.2.20", "203.0.113.7"));
  }

  @Override
  public Grant map(int outerPort, int innerPort, OptionalInt remembered) {
    mappings.put(outerPort, innerPort);
    return new Grant(outerPort, innerPort, "192.0.2.20", "203.0.113.7", Duration.ofHours(1), true);
  }

  @Override
  public boolean leadsHere(int outerPort, int innerPort) {
    return mappings.getOrDefault(outerPort, 0) == innerPort;
  }

  @Override
  public void unmap(int outerPort, OptionalInt remembered) {
    mappings.remove(outerPort);
  }
}
