package app.gatehouse.dns;

import app.gatehouse.net.HttpFetch;
import app.gatehouse.support.TestAuthority;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * In a provider's place, on a TLS socket: remembers what it was asked and says what it was told.
 */
public final class ProviderStandIn implements AutoCloseable {
  private static final char[] NO_PASSWORD = new char[0];

  /** One request as it came. */
  public record Asked(String line, Optional<String> authorization, String agent, String body) {}

  public final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final TestAuthority authority = new TestAuthority("providers");
  private final HttpsServer server;
  private volatile int status = 200;
  private volatile String answer = "";

  public ProviderStandIn() throws IOException, GeneralSecurityException {
    server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context()));
    server.createContext("/", this::serve);
    server.start();
  }

  private SSLContext context() throws IOException, GeneralSecurityException {
    var identity = authority.issue("127.0.0.1");
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "own", identity.key(), NO_PASSWORD, new Certificate[] {identity.certificate()});
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, NO_PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private void serve(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    asked.add(
        new Asked(
            exchange.getRequestMethod() + " " + exchange.getRequestURI(),
            Optional.ofNullable(headers.getFirst("Authorization")),
            headers.getFirst("User-Agent"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    var bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  public void says(int status, String answer) {
    this.status = status;
    this.answer = answer;
  }

  public URI address() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Trusts it. */
  public HttpFetch http() {
    return new HttpFetch(List.of(authority.root()));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
