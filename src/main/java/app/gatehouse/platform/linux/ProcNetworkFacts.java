package app.gatehouse.platform.linux;

import app.gatehouse.apps.ListeningSocket;
import app.gatehouse.model.network.IpFamily;
import app.gatehouse.reach.NetworkFacts;
import app.gatehouse.reach.PortHolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Routes and port holders by {@code /proc}, addresses by the JDK. */
public final class ProcNetworkFacts implements NetworkFacts {
  // Flags of a route, from linux/route.h.
  private static final int UP = 0x1;
  private static final int GATEWAY = 0x2;
  private static final int REJECT = 0x200;

  // Flags of an address, from linux/if_addr.h.
  private static final int TEMPORARY = 0x01;
  private static final int FAILED = 0x08;
  private static final int DEPRECATED = 0x20;
  private static final int TENTATIVE = 0x40;
  private static final int PASSING = TEMPORARY | FAILED | DEPRECATED | TENTATIVE;

  private final Path proc;
  private final ProcSockets sockets;
  private final SleepSettings sleep;
  private final NetworkFacts plain;

  /**
   * @param proc where {@code /proc} is; a copy of it in tests
   * @param plain what the JDK knows, for the rest
   */
  public ProcNetworkFacts(Path proc, NetworkFacts plain, SleepSettings sleep) {
    this.proc = proc;
    this.plain = plain;
    this.sleep = sleep;
    sockets = new ProcSockets(proc);
  }

  @Override
  public boolean tellsGateways() {
    return Files.isReadable(proc.resolve("net/route"));
  }

  @Override
  public boolean hasDefaultRoute() {
    return !routes("net/route", ProcNetworkFacts::route4).isEmpty()
        || !routes("net/ipv6_route", ProcNetworkFacts::route6).isEmpty();
  }

  @Override
  public Optional<InetAddress> gateway(IpFamily family) {
    return switch (family) {
      case IPV4 -> best("net/route", ProcNetworkFacts::route4);
      case IPV6 -> best("net/ipv6_route", ProcNetworkFacts::route6);
    };
  }

  @Override
  public List<InetAddress> addresses() {
    return plain.addresses();
  }

  @Override
  public List<InetAddress> stableAddresses() {
    var passing = lines("net/if_inet6", ProcNetworkFacts::passingAddress);
    return passing
        .map(all -> addresses().stream().filter(address -> !all.contains(address)).toList())
        .orElseGet(plain::stableAddresses);
  }

  /** Columns: address, interface number, prefix length, scope, flags, interface. */
  private static Optional<InetAddress> passingAddress(String[] columns) {
    try {
      return (Integer.parseInt(columns[4], 16) & PASSING) == 0
          ? Optional.empty()
          : Optional.of(InetAddress.getByAddress(HexFormat.of().parseHex(columns[0])));
    } catch (UnknownHostException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> wayOut() {
    return plain.wayOut();
  }

  @Override
  public Optional<PortHolder> holder(int port) {
    return sockets.list().stream()
        .flatMap(List::stream)
        .filter(socket -> socket.port() == port)
        // Whoever listens on all addresses is in the way; one with a name says more.
        .max(
            Comparator.comparing(ProcNetworkFacts::isForAll)
                .thenComparing(socket -> socket.pid() != null))
        .map(socket -> new PortHolder(socket.bind(), socket.pid(), socket.process()));
  }

  @Override
  public Optional<Boolean> sleepsWhenIdle() {
    return sleep.sleepsWhenIdle();
  }

  private static boolean isForAll(ListeningSocket socket) {
    return socket.bind().equals("0.0.0.0") || socket.bind().equals("::");
  }

  /**
   * A way out.
   *
   * @param gateway null for a line that leads to one other end only, such as PPP
   */
  private record Route(@Nullable InetAddress gateway, long metric) {}

  private Optional<InetAddress> best(String file, Function<String[], Optional<Route>> reader) {
    return routes(file, reader).stream()
        .filter(route -> route.gateway() != null)
        .min(Comparator.comparingLong(Route::metric))
        .map(Route::gateway);
  }

  private List<Route> routes(String file, Function<String[], Optional<Route>> reader) {
    return lines(file, reader).orElse(List.of());
  }

  /** What stands in a table's lines; empty when it cannot be read. */
  private <T> Optional<List<T>> lines(String file, Function<String[], Optional<T>> reader) {
    // A network's name may hold any bytes.
    try (Stream<String> lines = Files.lines(proc.resolve(file), StandardCharsets.ISO_8859_1)) {
      return Optional.of(
          lines
              .map(line -> line.strip().split("\\s+", -1))
              .flatMap(columns -> reader.apply(columns).stream())
              .toList());
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** Columns: interface, destination, gateway, flags, references, use, metric, mask. */
  private static Optional<Route> route4(String[] columns) {
    if (columns.length < 8 || !isZero(columns[1]) || !isZero(columns[7])) {
      return Optional.empty();
    }
    return route(columns[3], columns[2], columns[6], true);
  }

  /** Columns: destination, its length, source, its length, gateway, metric, …, flags, interface. */
  private static Optional<Route> route6(String[] columns) {
    if (columns.length < 10 || !isZero(columns[0]) || !isZero(columns[1])) {
      return Optional.empty();
    }
    return route(columns[8], columns[4], columns[5], false);
  }

  /** IPv4 routes are printed as words and with decimal metrics, IPv6 routes byte by byte in hex. */
  private static Optional<Route> route(String flags, String hex, String metric, boolean words) {
    try {
      var bits = (int) Long.parseLong(flags, 16);
      if ((bits & UP) == 0 || (bits & REJECT) != 0) {
        return Optional.empty();
      }
      var number = Long.parseLong(metric, words ? 10 : 16);
      if ((bits & GATEWAY) == 0) {
        return Optional.of(new Route(null, number));
      }
      var gateway =
          words ? ProcSockets.address(hex) : InetAddress.getByAddress(HexFormat.of().parseHex(hex));
      return Optional.of(new Route(gateway, number));
    } catch (UnknownHostException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isZero(String hex) {
    return hex.chars().allMatch(digit -> digit == '0');
  }
}
