package app.gatehouse.launch;

import app.gatehouse.cli.Trial;
import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.plan.Credentials;
import app.gatehouse.model.plan.Plan;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.CertificateChoice;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.Limits;
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.model.site.Protection;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.model.status.OperationState;
import app.gatehouse.model.status.StepReport;
import app.gatehouse.net.HttpAnswer;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.net.NetFailure;
import app.gatehouse.net.Trust;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.sample.SampleApp;
import app.gatehouse.service.Service;
import app.gatehouse.setup.Setup;
import app.gatehouse.state.Home;
import app.gatehouse.state.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sample app behind a real service of its own: the same plan, steps, forwarder and checks as
 * for every private site, in a folder that goes with it. Only the root is different, which lives in
 * memory, and the ports are.
 */
final class SampleTrial implements Trial {
  private static final Logger LOG = LoggerFactory.getLogger(SampleTrial.class);

  /**
   * Browsers and curl lead this name to this computer by themselves, whatever a DNS server says.
   */
  private static final String HOST = "localhost";

  private static final String LOOPBACK = "127.0.0.1";
  private static final long WORK_SECONDS = 30;
  private static final long START_SECONDS = 10;
  private static final Duration FETCH_LIMIT = Duration.ofSeconds(5);

  private final Settings settings;
  private final TemporaryFolder folder;
  private final Thread starter = Thread.currentThread();
  private final Thread endOnSignal = new Thread(this::close, "end-trial");
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final List<CheckResult> checks = new ArrayList<>();

  /** What was opened, in this order. */
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  private String url = "";
  private Path root = Path.of("");

  private SampleTrial(Settings settings) throws ProblemException {
    this.settings = settings;
    this.folder = TemporaryFolder.make("gatehouse-try-");
  }

  /** Returns once the sample app's page was fetched with full verification. */
  static SampleTrial start(Map<String, String> overrides)
      throws ProblemException, InterruptedException {
    var trial = new SampleTrial(settings(overrides));
    Runtime.getRuntime().addShutdownHook(trial.endOnSignal);
    var ready = false;
    try {
      trial.run();
      ready = true;
      return trial;
    } finally {
      trial.started.countDown();
      if (!ready) {
        trial.close();
      }
    }
  }

  /** Whatever else is set: only this computer can reach it, and the router is left alone. */
  private static Settings settings(Map<String, String> overrides) throws ProblemException {
    return Settings.defaults()
        .with(Map.of("http.port", "0", "https.port", "0"))
        .with(overrides)
        .with(Map.of("listen.address", LOOPBACK, "router.enabled", "false"));
  }

  private void run() throws ProblemException, InterruptedException {
    var sample = SampleApp.start(new InetSocketAddress(LOOPBACK, 0));
    open.push(sample);
    checks.add(CheckResult.ok("sample-app", Map.of("url", sample.upstream().url())));
    var home = Home.open(folder.path().resolve("home"), InstantSource.system());
    var wiring = new Wiring(settings);
    open.push(wiring);
    var authority = wiring.throwAwayAuthority(folder.path().resolve("root"));
    var real = wiring.service(home, authority);
    open.push(real);
    real.startUp();
    for (var step : carryOut(real, plan(sample)).steps()) {
      checks.add(check(step));
    }
    url = real.status().sites().getFirst().url();
    root = authority.rootFile(HOST);
    checks.add(fetch());
  }

  private static Plan plan(SampleApp sample) {
    var site =
        new Site(
            new SiteAddress(AddressKind.PRIVATE, HOST),
            sample.upstream(),
            LocalApp.GENERIC,
            // Nobody but this computer gets here, and what is behind keeps nothing.
            new Protection(GuardKind.OPEN, List.of(), List.of(), Limits.PAGES),
            CertificateChoice.LOCAL_CA,
            false);
    return new Plan(site, Setup.steps(AddressKind.PRIVATE), false);
  }

  private static OperationSnapshot carryOut(Service service, Plan plan)
      throws ProblemException, InterruptedException {
    var rest = new CompletableFuture<OperationSnapshot>();
    try (var watch = service.onOperation(now -> completeAtRest(rest, now))) {
      completeAtRest(rest, service.start(plan, Credentials.NONE));
      var last = rest.get(WORK_SECONDS, TimeUnit.SECONDS);
      var problem = last.problem();
      if (problem != null) {
        throw problem.exception();
      }
      return last;
    } catch (TimeoutException e) {
      throw Problem.error(ProblemCode.SERVICE_NOT_REACHABLE).variant("slow").exception();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (ProblemException | InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void completeAtRest(
      CompletableFuture<OperationSnapshot> rest, OperationSnapshot now) {
    if (!now.state().isActive() || now.state() == OperationState.FAILED) {
      rest.complete(now);
    }
  }

  private static CheckResult check(StepReport step) {
    return step.problem() == null
        ? CheckResult.ok(step.id(), Map.of())
        : CheckResult.of(step.id(), step.problem());
  }

  /** As a browser that trusts the root: name, dates and chain are verified by the Java platform. */
  private CheckResult fetch() throws ProblemException, InterruptedException {
    try (var visitor = new HttpFetch(Trust.read(root()))) {
      return switch (visitor.get(URI.create(url), FETCH_LIMIT)) {
        case HttpAnswer answer when isSamplePage(answer) ->
            CheckResult.ok("page", Map.of("url", url, "status", "200"));
        case HttpAnswer answer ->
            throw Problem.error(ProblemCode.UNKNOWN)
                .with("short-code", "TRY-PAGE")
                .detail(url + " answered " + answer.status())
                .exception();
        case NetFailure failure ->
            throw Problem.error(ProblemCode.UNKNOWN)
                .with("short-code", "TRY-FETCH")
                .detail(url + ": " + failure)
                .exception();
      };
    } catch (IOException e) {
      throw Problem.error(ProblemCode.STORAGE_DENIED).with("file", root()).cause(e).exception();
    }
  }

  private static boolean isSamplePage(HttpAnswer answer) {
    return answer.status() == 200
        && new String(answer.body(), StandardCharsets.UTF_8).contains(SampleApp.MARKER);
  }

  @Override
  public String url() {
    return url;
  }

  @Override
  public Path root() {
    return root;
  }

  @Override
  public List<CheckResult> checks() {
    return List.copyOf(checks);
  }

  @Override
  public HomeReport doctor() throws ProblemException, InterruptedException {
    return HurriedDoctor.look(settings);
  }

  @Override
  public void awaitEnd() throws InterruptedException {
    ended.await();
  }

  /** Also called when the process is asked to end; the second call waits for the first. */
  @Override
  public void close() {
    awaitStart();
    synchronized (this) {
      if (ended.getCount() > 0) {
        open.forEach(SampleTrial::close);
        folder.delete();
        forgetSignal();
        ended.countDown();
      }
    }
  }

  /** Asked to end at once, the start must not go on making what is deleted here. */
  private void awaitStart() {
    if (started.getCount() == 0 || Thread.currentThread() == starter) {
      return;
    }
    starter.interrupt();
    try {
      if (!started.await(START_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("The start does not end; something may be left in {}", folder.path());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      LOG.warn("A part of the trial does not end as it should", e);
    }
  }

  /** A window may see many trials: what waits for the signal would keep each of them. */
  private void forgetSignal() {
    try {
      Runtime.getRuntime().removeShutdownHook(endOnSignal);
    } catch (IllegalStateException e) {
      // The signal came; this may be its thread.
    }
  }
}
