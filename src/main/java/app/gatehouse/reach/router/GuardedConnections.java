package app.gatehouse.reach.router;

import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.net.spi.URLStreamHandlerProvider;
import org.jspecify.annotations.Nullable;

/**
 * Tells the Java platform who opens {@code guarded://…} addresses. Found by its name in {@code
 * META-INF/services}: weupnp takes an address as text and opens it by itself, so this is the only
 * door to its connections.
 */
public final class GuardedConnections extends URLStreamHandlerProvider {
  @Override
  public @Nullable URLStreamHandler createURLStreamHandler(String protocol) {
    return protocol.equals(GuardedConnection.PROTOCOL) ? new Handler() : null;
  }

  private static final class Handler extends URLStreamHandler {
    @Override
    protected URLConnection openConnection(URL url) {
      return new GuardedConnection(url);
    }
  }
}
