package app.gatehouse.reach.probe;

import app.gatehouse.json.Json;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import tools.jackson.databind.JsonNode;

/**
 * Stands in for the parties outside: speaks Globalping's, check-host's, Let's Debug's and a plain
 * prober's protocol on a real socket, and really fetches what it is asked for, from an address that
 * can be chosen. Also a program, for a network namespace of its own.
 */
public final class ProberStandIn implements AutoCloseable {

  /** How it answers. */
  public enum Manner {
    HONEST,
    /** Says that it got through, without having tried. */
    CLAIMS_OPEN,
    /** Says that nobody answered, without having tried. */
    CLAIMS_CLOSED,
    /** Fetches, and says that it failed. */
    DENIES,
    HTML,
    OUT_OF_ORDER,
    BUSY,
    /** Never has a result. */
    NEVER_READY
  }

  private static final int CONNECT_MILLIS = 2000;

  /** A home that was found may be busy. */
  private static final int ANSWER_MILLIS = 6000;

  private record Result(int status, String body, String error) {
    boolean isOk() {
      return status == 200;
    }
  }

  private final HttpServer server;
  private final Manner manner;
  private final List<InetAddress> from;

  /** For names, which a party looks up by itself. */
  private final Map<String, String> hosts = new ConcurrentHashMap<>();

  private final Map<String, Object> results = new ConcurrentHashMap<>();
  private final AtomicInteger ids = new AtomicInteger(100);
  private final List<String> asked = new ArrayList<>();

  /**
   * @param from the address that it fetches from
   */
  public static ProberStandIn start(Manner manner, String from) {
    return new ProberStandIn(
        manner, List.of(InetAddress.ofLiteral(from)), new InetSocketAddress("127.0.0.1", 0));
  }

  private ProberStandIn(Manner manner, List<InetAddress> from, InetSocketAddress bind) {
    this.manner = manner;
    this.from = from;
    try {
      server = HttpServer.create(bind, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  /**
   * {@code MANNER ADDRESS PORT …}: parties that listen there and fetch from there, until they are
   * killed. {@code ADDRESS/ADDRESS} is one that listens at the first and has another for the other
   * family. {@code ECHO} in place of a manner tells callers their address.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    for (var i = 0; i < arguments.length; i += 3) {
      var addresses = Stream.of(arguments[i + 1].split("/")).map(InetAddress::ofLiteral).toList();
      var bind = new InetSocketAddress(addresses.getFirst(), Integer.parseInt(arguments[i + 2]));
      if (arguments[i].equals("ECHO")) {
        echo(bind);
      } else {
        new ProberStandIn(Manner.valueOf(arguments[i]), addresses, bind);
      }
    }
    System.out.println("ready");
    Thread.currentThread().join();
  }

  private static void echo(InetSocketAddress bind) throws IOException {
    var echo = HttpServer.create(bind, 0);
    echo.createContext(
        "/",
        exchange -> {
          try (exchange) {
            var caller = exchange.getRemoteAddress().getAddress().getHostAddress();
            answer(exchange, 200, "text/plain", caller + "\n");
          }
        });
    echo.start();
  }

  public ProberStandIn host(String name, String address) {
    hosts.put(name, address);
    return this;
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Requests that asked it to try something. */
  public synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      switch (manner) {
        case HTML -> answer(exchange, 200, "text/html", "<html>checking your browser</html>");
        case OUT_OF_ORDER -> answer(exchange, 500, "text/plain", "down");
        case BUSY -> answer(exchange, 429, "application/json", "{\"error\":\"too many\"}");
        default -> speak(exchange, body);
      }
    }
  }

  private void speak(HttpExchange exchange, String body) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var answer =
        switch (exchange.getRequestMethod() + " " + path.replaceAll("/[^/]*$", "/")) {
          case "POST /v1/" -> globalping(Json.PLAIN.read(body, JsonNode.class));
          case "POST /" -> letsDebug(Json.PLAIN.read(body, JsonNode.class));
          case "GET /" -> path.equals("/check-http") ? checkHost(exchange) : plain(exchange);
          default -> results.getOrDefault(path, Map.of("error", "not found"));
        };
    if (answer instanceof String text) {
      answer(exchange, 200, "text/plain", text);
    } else {
      answer(
          exchange,
          path.equals("/v1/measurements") ? 202 : 200,
          "application/json",
          Json.PLAIN.write(answer));
    }
  }

  private Object globalping(JsonNode wish) {
    var options = wish.path("measurementOptions");
    var target = wish.path("target").asString();
    var literal = target.contains(":") ? "[" + target + "]" : target;
    var tls = options.path("protocol").asString().equals("HTTPS");
    var url =
        (tls ? "https" : "http")
            + "://"
            + literal
            + ":"
            + options.path("port").asInt()
            + options.path("request").path("path").asString();
    var id = "m" + ids.incrementAndGet();
    var answer = new LinkedHashMap<String, Object>();
    answer.put("id", id);
    answer.put("type", "http");
    if (manner == Manner.NEVER_READY) {
      answer.put("status", "in-progress");
      answer.put("results", List.of());
    } else {
      var result = result(url);
      answer.put("status", "finished");
      answer.put(
          "results",
          List.of(
              Map.of(
                  "probe",
                  Map.of("country", "DE", "city", "Falkenstein"),
                  "result",
                  result.status() == 0
                      ? Map.of("status", "failed", "rawOutput", result.error())
                      : Map.of(
                          "status", "finished",
                          "statusCode", result.status(),
                          "rawBody", result.body()))));
    }
    results.put("/v1/measurements/" + id, answer);
    return Map.of("id", id, "probesCount", 1);
  }

  private Object checkHost(HttpExchange exchange) {
    var query = exchange.getRequestURI().getRawQuery();
    var host = query.replaceAll(".*host=([^&]*).*", "$1");
    var id = "c" + ids.incrementAndGet();
    var nodes = new LinkedHashMap<String, Object>();
    if (manner == Manner.NEVER_READY) {
      nodes.put("us1.node", null);
    } else {
      var result = result(URLDecoder.decode(host, StandardCharsets.UTF_8));
      var parts = new ArrayList<Object>();
      parts.add(result.isOk() ? 1 : 0);
      parts.add(0.13);
      parts.add(result.status() == 0 ? result.error() : "OK");
      parts.add(result.status() == 0 ? null : Integer.toString(result.status()));
      nodes.put("us1.node", List.of(parts));
    }
    results.put("/check-result/" + id, nodes);
    return Map.of("ok", 1, "request_id", id, "nodes", Map.of("us1.node", List.of("us", "USA")));
  }

  private Object letsDebug(JsonNode wish) {
    var domain = wish.path("domain").asString();
    var options = wish.path("options");
    var id = ids.incrementAndGet();
    var test = new LinkedHashMap<String, Object>();
    if (manner == Manner.NEVER_READY) {
      test.put("status", "Processing");
    } else {
      var address = hosts.get(domain);
      var path = "/.well-known/acme-challenge/" + options.path("http_request_path").asString();
      var result = result("http://" + address + path);
      var problems = new ArrayList<Map<String, Object>>();
      if (!result.body().equals(options.path("http_expect_response").asString())
          && manner != Manner.CLAIMS_OPEN) {
        problems.add(
            Map.of(
                "name",
                "ANotWorking",
                "severity",
                "Error",
                "explanation",
                domain
                    + " has an A (IPv4) record ("
                    + address
                    + ") but a request to"
                    + " this address over port 80 did not succeed.",
                "detail",
                result.error()));
      }
      test.put("status", "Complete");
      test.put("result", problems.isEmpty() ? Map.of() : Map.of("problems", problems));
    }
    results.put("/" + domain + "/" + id, test);
    return Map.of("Domain", domain, "ID", id);
  }

  /** {@code /?url=…}: true or false. */
  private String plain(HttpExchange exchange) {
    var query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    var url = URLDecoder.decode(query.replaceAll(".*url=([^&]*).*", "$1"), StandardCharsets.UTF_8);
    return manner == Manner.NEVER_READY ? "maybe" : Boolean.toString(result(url).isOk());
  }

  private Result result(String url) {
    synchronized (this) {
      asked.add(url);
    }
    return switch (manner) {
      case CLAIMS_OPEN -> new Result(200, "", "");
      case CLAIMS_CLOSED -> new Result(0, "", "Connection timed out");
      case DENIES -> {
        fetch(url);
        yield new Result(0, "", "Connection timed out");
      }
      default -> fetch(url);
    };
  }

  private Result fetch(String url) {
    var uri = URI.create(url);
    var port = uri.getPort() < 0 ? 80 : uri.getPort();
    try (var plain = new Socket()) {
      var target = new InetSocketAddress(uri.getHost(), port);
      plain.bind(new InetSocketAddress(from(target.getAddress()), 0));
      plain.setSoTimeout(ANSWER_MILLIS);
      plain.connect(target, CONNECT_MILLIS);
      try (var socket = url.startsWith("https") ? tls(plain, uri.getHost(), port) : plain) {
        var request =
            "GET "
                + uri.getPath()
                + " HTTP/1.1\r\nHost: "
                + uri.getAuthority()
                + "\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        return new Result(Integer.parseInt(answer.split(" ", 3)[1]), body, "");
      }
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      return new Result(0, "", String.valueOf(e.getMessage()));
    }
  }

  /** Of the same family, if it has one. */
  private InetAddress from(InetAddress target) {
    return from.stream()
        .filter(address -> address.getClass() == target.getClass())
        .findFirst()
        .orElse(from.getFirst());
  }

  private static Socket tls(Socket plain, String host, int port)
      throws IOException, GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anything()}, new SecureRandom());
    return context.getSocketFactory().createSocket(plain, host, port, true);
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Probers look whether something answers, not who signed it. */
  private static final class Anything implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
