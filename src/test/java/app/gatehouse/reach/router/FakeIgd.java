package app.gatehouse.reach.router;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

/** The service of a router on 127.0.0.1 that answers each action as a test wants it to. */
final class FakeIgd implements AutoCloseable {
  private final HttpServer server;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> services = new CopyOnWriteArrayList<>();

  /** An answer: status, body. */
  record Answer(int status, String body) {}

  FakeIgd(BiFunction<String, String, Answer> habits) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", exchange -> answer(exchange, habits));
    server.start();
  }

  private void answer(HttpExchange exchange, BiFunction<String, String, Answer> habits)
      throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var soap = exchange.getRequestHeaders().getFirst("SOAPAction");
    var action = soap == null ? "" : soap.replaceAll(".*#|\"", "");
    services.add(soap == null ? "" : soap.replaceAll("#.*|\"", ""));
    asked.add(exchange.getRequestURI() + " " + action);
    var answer = habits.apply(action, body);
    if (answer.status() / 100 == 3) {
      exchange.getResponseHeaders().set("Location", answer.body());
      exchange.sendResponseHeaders(answer.status(), -1);
    } else {
      var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  static Answer done(String values) {
    return new Answer(200, "<Envelope><Body><R>" + values + "</R></Body></Envelope>");
  }

  static Answer refused(int code) {
    return new Answer(
        500,
        "<Envelope><Body><Fault><detail><UPnPError><errorCode>%d</errorCode><errorDescription>No"
                .formatted(code)
            + "</errorDescription></UPnPError></detail></Fault></Body></Envelope>");
  }

  static Answer entry(String client, int port, String label) {
    return entry(client, port, label, 0);
  }

  /**
   * @param seconds what is left of its time
   */
  static Answer entry(String client, int port, String label, int seconds) {
    return done(
        "<NewInternalPort>%d</NewInternalPort><NewInternalClient>%s</NewInternalClient>"
                .formatted(port, client)
            + "<NewPortMappingDescription>%s</NewPortMappingDescription>".formatted(label)
            + "<NewLeaseDuration>%d</NewLeaseDuration>".formatted(seconds));
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  Gateway gateway() {
    var here = InetAddress.ofLiteral("127.0.0.1");
    var service = "urn:schemas-upnp-org:service:WANIPConnection:1";
    return new Gateway("Box", here, here, uri("/control"), service);
  }

  /** The type of the service that every request was for, in order. */
  List<String> services() {
    return List.copyOf(services);
  }

  /** Path and action of every request, in order. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
