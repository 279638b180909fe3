package app.gatehouse.launch;

import app.gatehouse.care.Report;
import app.gatehouse.cli.Leftovers;
import app.gatehouse.cli.Registration;
import app.gatehouse.cli.Surroundings;
import app.gatehouse.cli.Trial;
import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.status.ServiceInfo;
import app.gatehouse.platform.AppFolders;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.setup.RootTrust;
import app.gatehouse.state.Settings;
import app.gatehouse.state.SettingsFile;
import app.gatehouse.text.Redaction;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the command line starts and connects to, for real. */
final class Programs implements Surroundings {
  private static final Logger LOG = LoggerFactory.getLogger(Programs.class);

  private boolean verbose;

  @Override
  public String version() {
    return Version.LONG;
  }

  @Override
  public Path defaultHome() {
    return Installation.current()
        .map(Installation::home)
        .orElseGet(() -> AppFolders.current().state());
  }

  @Override
  public void log(boolean more) {
    verbose = more;
    LogSetup.toStandardError(more);
  }

  @Override
  public void checkSettings(Map<String, String> overrides) throws ProblemException {
    Settings.defaults().with(overrides);
  }

  @Override
  public RandomGenerator random() {
    return new SecureRandom();
  }

  @Override
  public ServiceApi connect(Path home) throws ProblemException {
    return ServiceStarter.connect(home);
  }

  /** Whether this home has a service that speaks with us. */
  boolean isRunning(Path home) {
    try (var _ = connect(home)) {
      return true;
    } catch (ProblemException e) {
      return false;
    }
  }

  @Override
  public ServiceApi connectOrStart(Path home, Map<String, String> overrides)
      throws ProblemException, InterruptedException {
    return ServiceStarter.connectOrStart(home, overrides);
  }

  @Override
  public boolean awaitEnd(long pid, Duration limit) throws InterruptedException {
    var process = ProcessHandle.of(pid);
    if (process.isEmpty()) {
      return true;
    }
    try {
      process.get().onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return !process.get().isAlive();
    }
  }

  @Override
  public Registration registration(Path home) {
    return new OnThisComputer(home).registration();
  }

  @Override
  public RootTrust trust(Path home) throws ProblemException {
    return new OnThisComputer(home).trust();
  }

  @Override
  public Leftovers leftovers(Path home) {
    return new OnThisComputer(home).leftovers();
  }

  @Override
  public String report(Path home) throws ProblemException {
    return new Report(home.toAbsolutePath(), new Redaction(List.of()))
        .program(Version.LONG, Instant.now())
        .settings(SettingsFile.in(home).read())
        .status(null)
        .files()
        .log()
        .text();
  }

  @Override
  public Inspection inspect(Path home, Map<String, String> overrides) throws ProblemException {
    if (overrides.isEmpty()) {
      try {
        return new ServiceInspection(
            ServiceStarter.connect(home), new OnThisComputer(home).firewall());
      } catch (ProblemException e) {
        LOG.debug("No service of this home can be asked: {}", e.problem());
      }
    }
    return new LocalInspection(SettingsFile.in(home).read().with(overrides));
  }

  @Override
  public Trial startTrial(Map<String, String> overrides)
      throws ProblemException, InterruptedException {
    return SampleTrial.start(overrides);
  }

  @Override
  public void serve(Path home, Map<String, String> overrides, Consumer<ServiceInfo> ready)
      throws ProblemException, InterruptedException {
    ServiceProgram.run(home, overrides, verbose, ready);
  }
}
