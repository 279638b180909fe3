package app.gatehouse.cert;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Answers HTTP-01 questions, as the forwarder does in the product. */
final class ChallengeServer implements ChallengePublisher, AutoCloseable {
  private static final String PATH = "/.well-known/acme-challenge/";

  static {
    // Else each answer waits for a delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final AtomicInteger questions = new AtomicInteger();
  private final AtomicInteger presented = new AtomicInteger();
  private final HttpServer server;
  private volatile UnaryOperator<String> distortion = content -> content;

  ChallengeServer() {
    this(0);
  }

  ChallengeServer(int port) {
    this("127.0.0.1", port);
  }

  ChallengeServer(String address, int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(address, port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(PATH, this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Changes every answer from now on. */
  void distort(UnaryOperator<String> change) {
    distortion = change;
  }

  int questions() {
    return questions.get();
  }

  /** How many answers are published now. */
  int published() {
    return answers.size();
  }

  /** How many answers were ever published. */
  int presented() {
    return presented.get();
  }

  @Override
  public void present(String token, String content) {
    presented.incrementAndGet();
    answers.put(token, content);
  }

  @Override
  public void remove(String token) {
    answers.remove(token);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      questions.incrementAndGet();
      var token = exchange.getRequestURI().getPath().substring(PATH.length());
      var answer = answers.get(token);
      var text = answer == null ? "no" : distortion.apply(answer);
      var bytes = text.getBytes(StandardCharsets.US_ASCII);
      exchange.sendResponseHeaders(answer == null ? 404 : 200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
