package app.gatehouse.apps;

import app.gatehouse.model.site.LocalApp;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.net.HttpAnswer;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.net.HttpResult;
import app.gatehouse.net.NetFailure;
import app.gatehouse.net.PortProbe;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the web apps of this computer. Asks every listening port for its first page, all at once,
 * and only ports that belong to nobody else than an app. Safe for all threads; every method blocks
 * and reacts to an interrupt with the problem {@code cancelled}.
 */
public final class AppFinder {
  private static final Logger LOG = LoggerFactory.getLogger(AppFinder.class);
  private static final Duration CONNECT = Duration.ofMillis(500);
  private static final Duration LOOK_UP = Duration.ofSeconds(1);
  private static final Duration TOTAL = Duration.ofMillis(4500);

  /** Mail, file, name and database servers: not web pages, and they log what they do not know. */
  private static final Set<Integer> NEVER_ASKED =
      Set.of(22, 25, 53, 110, 111, 139, 143, 445, 465, 587, 993, 995, 3306, 5432, 6379, 27017);

  private final ListeningSockets sockets;
  private final Presets presets;
  private final Recogniser recogniser;
  private final Supplier<Set<Integer>> ownPorts;

  /**
   * @param http trusts nothing in particular: only plain requests are made
   * @param ownPorts the ports that Gatehouse itself listens on at the moment
   */
  public AppFinder(
      ListeningSockets sockets, Presets presets, HttpFetch http, Supplier<Set<Integer>> ownPorts) {
    this.sockets = sockets;
    this.presets = presets;
    this.ownPorts = ownPorts;
    recogniser = new Recogniser(presets, http);
  }

  /**
   * The apps that answer now; those with a preset first. At most five seconds. On a system that
   * does not show its socket table only the ports are tried that apps usually have.
   *
   * @throws ProblemException {@code cancelled} when this thread is interrupted
   */
  public List<LocalApp> find() throws ProblemException {
    var own = ownPorts.get();
    var looks =
        listeners().stream()
            .filter(listener -> !own.contains(listener.port()))
            .filter(listener -> !NEVER_ASKED.contains(listener.port()))
            .map(listener -> (Callable<Optional<LocalApp>>) () -> look(listener))
            .toList();
    var apps = new ArrayList<LocalApp>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var look : threads.invokeAll(looks, TOTAL.toMillis(), TimeUnit.MILLISECONDS)) {
        result(look).ifPresent(apps::add);
      }
    } catch (InterruptedException e) {
      throw cancelled();
    }
    apps.sort(
        Comparator.<LocalApp, Boolean>comparing(app -> app.preset().equals(LocalApp.GENERIC))
            .thenComparingInt(app -> app.url().port()));
    return List.copyOf(apps);
  }

  /**
   * Looks at one address as typed. At most five seconds.
   *
   * @throws ProblemException {@code address-not-valid}, {@code app-not-running} with the fact
   *     {@code address}, {@code upstream-is-ourselves}, or {@code cancelled}
   */
  public LocalApp examine(String typed) throws ProblemException {
    var url = Upstream.of(typed);
    try {
      if (ownPorts.get().contains(url.port()) && isThisComputer(url.host())) {
        throw ourselves(url);
      }
      var listener = listener(url);
      var connected = answering(url, listener);
      return judged(connected, recogniser.firstPage(connected), listener);
    } catch (InterruptedException e) {
      throw cancelled();
    }
  }

  /** Whether somebody accepts a connection there; takes half a second at most. */
  public boolean answers(Upstream app) {
    try {
      return PortProbe.canConnect(address(app), CONNECT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private LocalApp judged(Upstream url, HttpResult page, Listener listener)
      throws ProblemException, InterruptedException {
    return switch (page) {
      case HttpAnswer answer when isOurs(answer) -> throw ourselves(url);
      case HttpAnswer answer when wantsTls(answer) -> throw notPlainHttp(url, "https");
      case HttpAnswer answer -> recogniser.recognise(url, answer, listener);
      case NetFailure failure -> {
        if (failure.kind() == NetFailure.Kind.NOT_HTTP) {
          throw notPlainHttp(url, "not-http");
        }
        // It takes connections: an app that loads a model may be silent for minutes.
        yield recogniser.unknown(url, listener);
      }
    };
  }

  private Optional<LocalApp> look(Listener listener) throws InterruptedException {
    for (var host : listener.probe()) {
      var url = new Upstream(host, listener.port());
      if (PortProbe.canConnect(address(url), CONNECT)) {
        return recogniser.firstPage(url) instanceof HttpAnswer answer
                && !isOurs(answer)
                && !wantsTls(answer)
            ? Optional.of(recogniser.recognise(url, answer, listener))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Optional<LocalApp> result(Future<Optional<LocalApp>> look)
      throws InterruptedException {
    try {
      return look.isCancelled() ? Optional.empty() : look.get();
    } catch (ExecutionException e) {
      LOG.warn("A port could not be looked at", e.getCause());
      return Optional.empty();
    }
  }

  private List<Listener> listeners() {
    var table = sockets.list();
    if (table.isEmpty()) {
      return presets.usualPorts().stream()
          .map(port -> Listener.unknown(port, "127.0.0.1"))
          .toList();
    }
    return table.get().stream()
        .collect(Collectors.groupingBy(ListeningSocket::port))
        .entrySet()
        .stream()
        .map(port -> Listener.of(port.getKey(), port.getValue()))
        .toList();
  }

  private Listener listener(Upstream url) throws InterruptedException {
    if (!isThisComputer(url.host())) {
      return Listener.unknown(url.port(), url.host());
    }
    var there =
        sockets.list().stream()
            .flatMap(List::stream)
            .filter(socket -> socket.port() == url.port())
            .toList();
    return there.isEmpty()
        ? Listener.unknown(url.port(), url.host())
        : Listener.of(url.port(), there);
  }

  /** The typed address, or ::1 where only that is listened on and no address was named. */
  private Upstream answering(Upstream url, Listener listener)
      throws ProblemException, InterruptedException {
    if (PortProbe.canConnect(address(url), CONNECT)) {
      return url;
    }
    var other = new Upstream("::1", url.port());
    if (url.host().equals("127.0.0.1")
        && listener.probe().contains(other.host())
        && PortProbe.canConnect(address(other), CONNECT)) {
      return other;
    }
    throw Problem.error(ProblemCode.APP_NOT_RUNNING).with("address", url.url()).exception();
  }

  /** Unresolved when nobody tells the name's address in time; nothing connects to that. */
  private static InetSocketAddress address(Upstream url) throws InterruptedException {
    return lookUp(url.host())
        .map(address -> new InetSocketAddress(address, url.port()))
        .orElseGet(() -> InetSocketAddress.createUnresolved(url.host(), url.port()));
  }

  private static boolean isThisComputer(String host) throws InterruptedException {
    try {
      var address = lookUp(host);
      return address.isPresent()
          && (address.get().isLoopbackAddress()
              || address.get().isAnyLocalAddress()
              || NetworkInterface.getByInetAddress(address.get()) != null);
    } catch (SocketException e) {
      return false;
    }
  }

  /** As the system does, hosts file included, but with a limit. */
  private static Optional<InetAddress> lookUp(String host) throws InterruptedException {
    var lookup = new FutureTask<>(() -> InetAddress.getByName(host));
    Thread.ofVirtual().start(lookup);
    try {
      return Optional.of(lookup.get(LOOK_UP.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    }
  }

  private static boolean isOurs(HttpAnswer answer) {
    return answer.header("Server").orElse("").startsWith("Gatehouse");
  }

  /** What web servers say to plain HTTP on a port where they speak TLS. */
  private static boolean wantsTls(HttpAnswer answer) {
    return answer.status() == 400 && answer.text().contains("HTTPS");
  }

  private static ProblemException ourselves(Upstream url) {
    return Problem.error(ProblemCode.UPSTREAM_IS_OURSELVES).with("address", url.url()).exception();
  }

  private static ProblemException notPlainHttp(Upstream url, String variant) {
    return Problem.error(ProblemCode.ADDRESS_NOT_VALID)
        .with("address", url.url())
        .variant(variant)
        .exception();
  }

  private static ProblemException cancelled() {
    Thread.currentThread().interrupt();
    return Problem.error(ProblemCode.CANCELLED).exception();
  }
}
