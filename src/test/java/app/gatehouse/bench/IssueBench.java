package app.gatehouse.bench;

import app.gatehouse.cert.CertificateSettings;
import app.gatehouse.cert.Certificates;
import app.gatehouse.cert.ChallengePublisher;
import app.gatehouse.cert.IssueListener;
import app.gatehouse.cert.Milestones;
import app.gatehouse.model.certificate.ChallengeKind;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.CertificateChoice;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.Limits;
import app.gatehouse.model.site.Protection;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.net.Waiter;
import app.gatehouse.support.Pebble;
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * How long a certificate from Pebble without its sleeps takes in a JVM that runs already: first,
 * median and 95th percentile, and the median from milestone to milestone. Run its main method with
 * the number of certificates; it asserts nothing.
 */
public final class IssueBench {
  private static final int WARM_UP = 20;

  private IssueBench() {}

  public static void main(String[] args) throws Exception {
    var count = args.length == 0 ? 100 : Integer.parseInt(args[0]);
    System.setProperty("sun.net.httpserver.nodelay", "true");
    var answers = new Answers();
    try (var pebble = Pebble.start(answers.port(), 1)) {
      var certificates =
          new Certificates(
              Files.createTempDirectory("issue-bench"),
              CertificateSettings.defaults(Optional.of(pebble.caFile())),
              InstantSource.system(),
              new SecureRandom(),
              Waiter.real());
      var times = new ArrayList<Double>();
      var phases = new LinkedHashMap<String, List<Double>>();
      for (var i = 0; i < count + WARM_UP; i++) {
        var phase = new Phases(i < WARM_UP ? new LinkedHashMap<>() : phases);
        var begin = System.nanoTime();
        certificates.obtain(site(i, pebble.directory()), true, answers, phase);
        times.add((System.nanoTime() - begin) / 1e6);
      }
      var warm = times.subList(WARM_UP, times.size());
      print("first", times.getFirst());
      print("median", quantile(warm, 0.5));
      print("p95", quantile(warm, 0.95));
      print("least", quantile(warm, 0));
      phases.forEach((name, each) -> print("  to " + name, quantile(each, 0.5)));
    } finally {
      answers.server.stop(0);
    }
    System.exit(0);
  }

  private static void print(String name, double millis) {
    System.out.printf(Locale.ROOT, "%-22s %8.1f ms%n", name, millis);
  }

  private static double quantile(List<Double> values, double share) {
    var sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(sorted.size() * share)));
  }

  private static Site site(int number, URI directory) {
    return new Site(
        new SiteAddress(AddressKind.OWN_DOMAIN, "bench-" + number + ".example.net"),
        new Upstream("127.0.0.1", 7860),
        "generic",
        new Protection(GuardKind.OPEN, List.of(), List.of(), Limits.PAGES),
        new CertificateChoice(directory, ChallengeKind.AUTO),
        false);
  }

  /** Time from one milestone to the next. */
  private static final class Phases implements IssueListener {
    private final Map<String, List<Double>> into;
    private long last = System.nanoTime();

    Phases(Map<String, List<Double>> into) {
      this.into = into;
      Milestones.ALL.forEach(each -> into.putIfAbsent(each, new ArrayList<>()));
    }

    @Override
    public void reached(String milestone) {
      var now = System.nanoTime();
      into.getOrDefault(milestone, new ArrayList<>()).add((now - last) / 1e6);
      last = now;
    }
  }

  private static final class Answers implements ChallengePublisher {
    private static final String PATH = "/.well-known/acme-challenge/";

    private final Map<String, String> contents = new ConcurrentHashMap<>();
    private final HttpServer server;

    Answers() throws java.io.IOException {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext(
          PATH,
          exchange -> {
            var token = exchange.getRequestURI().getPath().substring(PATH.length());
            var content = contents.getOrDefault(token, "no").getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
          });
      server.start();
    }

    int port() {
      return server.getAddress().getPort();
    }

    @Override
    public void present(String token, String content) {
      contents.put(token, content);
    }

    @Override
    public void remove(String token) {
      contents.remove(token);
    }
  }
}
