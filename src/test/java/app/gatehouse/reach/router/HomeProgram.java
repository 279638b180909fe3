package app.gatehouse.reach.router;

import app.gatehouse.json.Json;
import app.gatehouse.model.network.IpFamily;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.net.IpFacts;
import app.gatehouse.net.Resolver;
import app.gatehouse.platform.Platform;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.Homes;
import app.gatehouse.reach.PublicAddress;
import com.sun.net.httpserver.HttpServer;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What runs on the home computer of a lab: carries out the verbs it is given and prints one line
 * {@code > JSON} per verb.
 *
 * <p>{@code find} · {@code map OUTER INNER} · {@code unmap OUTER} · {@code leads OUTER INNER} ·
 * {@code cancel VERB ARGUMENT…} (interrupts it when it waits; the milliseconds until it ends) ·
 * {@code open6 ADDRESS PORT} · {@code keep6} · {@code isOpen6} · {@code close6} (the pinhole opened
 * last) · {@code release OUTER INNER} (takes back a mapping that is remembered) · {@code await
 * PIPE} (goes on when somebody writes into it) · {@code doctor} · {@code serve PORT} (stays) ·
 * {@code steal OUTER INNER LABEL} (a mapping that another program makes).
 */
public final class HomeProgram {
  private static final byte[] SECRET =
      "the same after a restart".getBytes(StandardCharsets.US_ASCII);

  private static final Set<Thread.State> WAITING =
      Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.TERMINATED);

  private final Platform platform = Platform.current();
  private final HttpFetch http = new HttpFetch();
  private final PortMapper router = new PortMapper(http, platform.network()::gateway, SECRET);
  private final Pinholes pinholes = router.pinholes();
  private @Nullable Pinhole pinhole;

  private HomeProgram() {}

  /** Runs the verbs one after the other. */
  public static void main(String[] arguments) throws Exception {
    var program = new HomeProgram();
    var verbs = new ArrayDeque<>(List.of(arguments));
    while (!verbs.isEmpty()) {
      var start = System.nanoTime();
      var answer = program.run(verbs.remove(), verbs);
      var millis = (System.nanoTime() - start) / 1_000_000;
      System.out.println("> " + Json.PLAIN.write(Map.of("millis", millis, "answer", answer)));
    }
    program.http.close();
  }

  private Object run(String verb, Deque<String> arguments) throws Exception {
    try {
      @Nullable Object answer =
          switch (verb) {
            case "find" -> router.find().orElse(null);
            case "map" -> router.map(number(arguments), number(arguments), OptionalInt.empty());
            case "unmap" -> {
              router.unmap(number(arguments), OptionalInt.empty());
              yield null;
            }
            case "release" -> {
              router.unmap(number(arguments), OptionalInt.of(number(arguments)));
              yield null;
            }
            case "cancel" -> cancelled(arguments.remove(), arguments);
            case "open6" -> {
              var local = (Inet6Address) InetAddress.ofLiteral(arguments.remove());
              yield pinhole = pinholes.open(local, number(arguments));
            }
            case "keep6" -> pinhole = pinholes.keep(Objects.requireNonNull(pinhole));
            case "isOpen6" -> pinholes.isOpen(Objects.requireNonNull(pinhole));
            case "close6" -> {
              pinholes.close(Objects.requireNonNull(pinhole));
              yield null;
            }
            case "await" -> {
              System.out.println("waiting");
              yield Files.readString(Path.of(arguments.remove()));
            }
            case "leads" -> router.leadsHere(number(arguments), number(arguments));
            case "doctor" -> doctor();
            case "steal" -> steal(number(arguments), number(arguments), arguments.remove());
            case "serve" -> serve(number(arguments));
            default -> throw new IllegalArgumentException(verb);
          };
      return answer == null ? "nothing" : answer;
    } catch (ProblemException e) {
      return e.problem();
    }
  }

  /** How long it takes to give up what waits for the network. */
  private Object cancelled(String verb, Deque<String> arguments) throws Exception {
    var ended = new CompletableFuture<Object>();
    var caller =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    ended.complete(run(verb, arguments));
                  } catch (Exception e) {
                    ended.complete(e.getClass().getSimpleName());
                  }
                });
    while (!WAITING.contains(caller.getState())) {
      Thread.onSpinWait();
    }
    var start = System.nanoTime();
    caller.interrupt();
    var answer = ended.get();
    return Map.of("ended", answer, "after", (System.nanoTime() - start) / 1_000_000);
  }

  private Object doctor() throws ProblemException {
    var ips = new IpFacts(List.of());
    var resolver = new Resolver(List.of(), Duration.ofSeconds(2));
    var echo = new PublicAddress(http, ips, List.of());
    return Homes.check(platform.network(), router, ips, echo, resolver, port -> false)
        .check(Set.of(80, 443));
  }

  private Object steal(int outer, int inner, String label) throws Exception {
    var search = new GatewaySearch(http, () -> platform.network().gateway(IpFamily.IPV4));
    var gateway = search.find().orElseThrow();
    return new UpnpAction("AddPortMapping")
        .with("NewRemoteHost", "")
        .with("NewExternalPort", outer)
        .with("NewProtocol", "TCP")
        .with("NewInternalPort", inner)
        .with("NewInternalClient", gateway.local().getHostAddress())
        .with("NewEnabled", 1)
        .with("NewPortMappingDescription", label)
        .with("NewLeaseDuration", 3600)
        .send(gateway)
        .isDone();
  }

  private static Object serve(int port) throws Exception {
    var server = HttpServer.create(new InetSocketAddress(port), 5);
    server.createContext(
        "/",
        exchange -> {
          var body = "from home".getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return "serving";
  }

  private static int number(Deque<String> arguments) {
    return Integer.parseInt(arguments.remove());
  }
}
