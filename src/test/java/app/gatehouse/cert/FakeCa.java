package app.gatehouse.cert;

import app.gatehouse.support.TestAuthority;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A CA that says whatever a test wants. By itself it has a directory, nonces and accounts; every
 * other address answers 500.
 */
final class FakeCa implements AutoCloseable {
  private final TestAuthority authority = new TestAuthority("Fake CA's own HTTPS");
  private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final HttpsServer server;

  FakeCa() {
    var identity = authority.issue("localhost", "127.0.0.1");
    server = start(identity.key(), identity.certificate());
  }

  /** With a TLS identity of the test's own. */
  FakeCa(PrivateKey key, X509Certificate certificate) {
    server = start(key, certificate);
  }

  private HttpsServer start(PrivateKey key, X509Certificate certificate) {
    HttpsServer server;
    try {
      server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setHttpsConfigurator(new HttpsConfigurator(context(key, certificate)));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::dispatch);
    on("/dir", exchange -> json(exchange, 200, directoryJson()));
    on("/nonce", exchange -> exchange.sendResponseHeaders(200, -1));
    on(
        "/account",
        exchange -> {
          exchange.getResponseHeaders().add("Location", url("/account/1"));
          json(exchange, 201, "{\"status\":\"valid\"}");
        });
    server.start();
    return server;
  }

  /** Answers one request. */
  interface Handler {
    void answer(HttpExchange exchange) throws IOException;
  }

  FakeCa on(String path, Handler handler) {
    handlers.put(path, handler);
    return this;
  }

  URI directory() {
    return URI.create(url("/dir"));
  }

  String url(String path) {
    return "https://localhost:" + server.getAddress().getPort() + path;
  }

  Path writeRoot(Path file) {
    return authority.writeRoot(file);
  }

  /** Method and path of every request so far. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  static void json(HttpExchange exchange, int status, String body) throws IOException {
    send(exchange, status, "application/json", body);
  }

  /** An ACME problem document (RFC 8555 section 6.7). */
  static void problem(HttpExchange exchange, int status, String type, String more)
      throws IOException {
    send(
        exchange,
        status,
        "application/problem+json",
        "{\"type\":\"urn:ietf:params:acme:error:" + type + "\"" + more + "}");
  }

  static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  String directoryJson() {
    return """
    {"newNonce":"%s","newAccount":"%s","newOrder":"%s","revokeCert":"%s","keyChange":"%s",
    "meta":{"termsOfService":"https://ca.example/terms"}}
    """
        .formatted(
            url("/nonce"), url("/account"), url("/order"), url("/revoke"), url("/key-change"));
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void dispatch(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      requests.add(exchange.getRequestMethod() + " " + path);
      exchange.getResponseHeaders().add("Replay-Nonce", "bm9uY2U");
      var handler = handlers.get(path);
      if (handler == null) {
        send(exchange, 500, "text/plain", "not expected: " + path);
      } else {
        handler.answer(exchange);
      }
    }
  }

  private static SSLContext context(PrivateKey key, X509Certificate certificate) {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("leaf", key, new char[0], new X509Certificate[] {certificate});
      var keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, new char[0]);
      var context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
