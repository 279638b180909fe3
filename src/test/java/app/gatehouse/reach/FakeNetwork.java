package app.gatehouse.reach;

import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.RouterInfo;
import app.gatehouse.reach.router.Grant;
import app.gatehouse.reach.router.Router;
import app.gatehouse.reach.router.TableEntry;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A home that a test describes: nothing is there until it says so. */
final class FakeNetwork implements NetworkFacts {
  final List<InetAddress> addresses = new ArrayList<>();
  final List<InetAddress> temporary = new ArrayList<>();
  final Map<Integer, PortHolder> holders = new HashMap<>();
  final Map<IpFamily, InetAddress> gateways = new HashMap<>();
  boolean dialsItself;
  @Nullable Boolean sleeps;
  @Nullable String wayOut = "eth0";
  TableEntry mapped = new TableEntry.None();
  @Nullable RouterInfo router;

  FakeNetwork with(String address) {
    addresses.add(InetAddress.ofLiteral(address));
    return this;
  }

  /** One that changes every day for privacy's sake. */
  FakeNetwork withTemporary(String address) {
    temporary.add(InetAddress.ofLiteral(address));
    return with(address);
  }

  FakeNetwork gateway(String address) {
    gateways.put(IpFamily.IPV4, InetAddress.ofLiteral(address));
    return this;
  }

  FakeNetwork router(@Nullable String wan) {
    router = new RouterInfo("192.168.1.1", "Box", "upnp-igd1", "192.168.1.5", wan);
    return this;
  }

  @Override
  public boolean hasDefaultRoute() {
    return dialsItself || !gateways.isEmpty();
  }

  @Override
  public boolean tellsGateways() {
    return true;
  }

  @Override
  public Optional<InetAddress> gateway(IpFamily family) {
    return Optional.ofNullable(gateways.get(family));
  }

  @Override
  public List<InetAddress> addresses() {
    return List.copyOf(addresses);
  }

  @Override
  public List<InetAddress> stableAddresses() {
    return addresses.stream().filter(address -> !temporary.contains(address)).toList();
  }

  @Override
  public Optional<String> wayOut() {
    return Optional.ofNullable(wayOut);
  }

  @Override
  public Optional<PortHolder> holder(int port) {
    return Optional.ofNullable(holders.get(port));
  }

  @Override
  public Optional<Boolean> sleepsWhenIdle() {
    return Optional.ofNullable(sleeps);
  }

  /** Only to be looked for: mapping is not what a check does. */
  Router asRouter() {
    return new Router() {
      @Override
      public boolean enabled() {
        return true;
      }

      @Override
      public Optional<RouterInfo> find() {
        return Optional.ofNullable(router);
      }

      @Override
      public Grant map(int outerPort, int innerPort, OptionalInt remembered) {
        throw new AssertionError("a check maps nothing");
      }

      @Override
      public boolean leadsHere(int outerPort, int innerPort) {
        throw new AssertionError("a check asks for no mapping");
      }

      @Override
      public TableEntry entry(int outerPort) {
        return mapped;
      }

      @Override
      public void unmap(int outerPort, OptionalInt remembered) {
        throw new AssertionError("a check maps nothing");
      }
    };
  }
}
