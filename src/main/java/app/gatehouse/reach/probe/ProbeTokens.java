package app.gatehouse.reach.probe;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The tokens that are answered while a proof runs. Whoever listens on a port asks here; what was
 * asked for is a knock. Safe for all threads.
 */
public final class ProbeTokens {
  private static final String PATH = ProbeTarget.PATH;

  private record Open(Function<InetAddress, String> content, Consumer<InetAddress> heard) {}

  private final Map<String, Open> open = new ConcurrentHashMap<>();

  /**
   * Answers a token until it is closed.
   *
   * @param heard gets the address that a request for it came from, as this computer sees it
   */
  void open(String token, String content, Consumer<InetAddress> heard) {
    open(token, from -> content, heard);
  }

  /** As the other; what is answered depends on the address that asks. */
  void open(String token, Function<InetAddress, String> content, Consumer<InetAddress> heard) {
    open.put(token, new Open(content, heard));
  }

  void close(String token) {
    open.remove(token);
  }

  /**
   * The content for a path, when it is the path of an open token.
   *
   * @param from who sent it
   */
  public Optional<String> answer(String path, InetAddress from) {
    if (!path.startsWith(PATH)) {
      return Optional.empty();
    }
    var asked = open.get(path.substring(PATH.length()));
    if (asked == null) {
      return Optional.empty();
    }
    asked.heard().accept(from);
    return Optional.of(asked.content().apply(from));
  }
}
