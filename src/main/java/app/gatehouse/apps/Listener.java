package app.gatehouse.apps;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that listens on one port.
 *
 * @param bind the widest address it is bound to
 * @param probe the addresses to try, best first
 */
record Listener(int port, String bind, @Nullable String process, List<String> probe) {
  private static final String ALL_4 = "0.0.0.0";
  private static final String ALL_6 = "::";

  /** One port's sockets taken together. */
  static Listener of(int port, List<ListeningSocket> sockets) {
    var widest =
        sockets.stream().max(Comparator.comparingInt(s -> width(s.bind()))).orElseThrow().bind();
    var process = sockets.stream().map(ListeningSocket::process).filter(p -> p != null).findFirst();
    var probe =
        sockets.stream()
            .flatMap(socket -> local(socket.bind()).stream())
            .distinct()
            // IPv4 first: it is what people type and what most apps print.
            .sorted(Comparator.comparing(address -> address.indexOf(':') >= 0))
            .toList();
    return new Listener(port, widest, process.orElse(null), probe);
  }

  /** A port nothing is known about. */
  static Listener unknown(int port, String host) {
    return new Listener(port, host, null, List.of(host));
  }

  boolean isOpenToNetwork() {
    return width(bind) > 0;
  }

  private static int width(String bind) {
    if (bind.equals(ALL_4) || bind.equals(ALL_6)) {
      return 2;
    }
    return bind.startsWith("127.") || bind.equals("::1") || bind.equals("localhost") ? 0 : 1;
  }

  /** Where a socket bound there answers on this computer. */
  private static List<String> local(String bind) {
    return switch (bind) {
      case ALL_4 -> List.of("127.0.0.1");
      // Usually both families; some programs switch IPv4 off.
      case ALL_6 -> List.of("127.0.0.1", "::1");
      default -> List.of(bind);
    };
  }
}
