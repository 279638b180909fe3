package app.gatehouse.apps;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web server on 127.0.0.1 that says what it was told to, and 404 otherwise. */
final class SmallApp implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private record Answer(int status, Map<String, String> headers, String body) {}

  SmallApp() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          var path = exchange.getRequestURI().getPath();
          asked.add(path);
          var answer = answers.getOrDefault(path, new Answer(404, Map.of(), "Not Found"));
          answer.headers().forEach(exchange.getResponseHeaders()::set);
          var body = answer.body().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  SmallApp says(String path, int status, Map<String, String> headers, String body) {
    answers.put(path, new Answer(status, headers, body));
    return this;
  }

  SmallApp page(String path, String html) {
    return says(path, 200, Map.of("Content-Type", "text/html; charset=utf-8"), html);
  }

  SmallApp json(String path, String json) {
    return says(path, 200, Map.of("Content-Type", "application/json"), json);
  }

  int port() {
    return server.getAddress().getPort();
  }

  ListeningSocket socket(String process) {
    return new ListeningSocket("127.0.0.1", port(), 1L, process);
  }

  /** The paths that were asked for, in order. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
