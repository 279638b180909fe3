package app.gatehouse.cli;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.NameReport;
import app.gatehouse.model.network.ProbeParty;
import app.gatehouse.model.network.ProofWish;
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.status.ServiceInfo;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.setup.RootTrust;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** What commands need started or connected for them; {@code launch} provides the real thing. */
public interface Surroundings {

  /** Gatehouse's version and what it runs on, in one line. */
  String version();

  /** Where state is kept when {@code --home} is not given. */
  Path defaultHome();

  /** Sets up logging: to standard error; {@code verbose} tells more. */
  void log(boolean verbose);

  /**
   * @throws ProblemException {@code setting-not-valid}
   */
  void checkSettings(Map<String, String> overrides) throws ProblemException;

  /** Cryptographically strong. */
  RandomGenerator random();

  /**
   * The service that runs for this home. At most 5 s.
   *
   * @throws ProblemException {@code service-not-reachable} when there is none
   */
  ServiceApi connect(Path home) throws ProblemException;

  /**
   * The service that runs for this home, started when there is none; it outlives this program. At
   * most 30 s.
   *
   * @param overrides settings for a service that is started by this call
   * @throws ProblemException also {@code storage-denied} and {@code storage-full}
   */
  ServiceApi connectOrStart(Path home, Map<String, String> overrides)
      throws ProblemException, InterruptedException;

  /** Whether a process has ended; waits for it, at most that long. */
  boolean awaitEnd(long pid, Duration limit) throws InterruptedException;

  /** How the service of this home is started. */
  Registration registration(Path home);

  /**
   * Who trusts the root of this home's private addresses.
   *
   * @throws ProblemException {@code not-supported-here}
   */
  RootTrust trust(Path home) throws ProblemException;

  /** What lies outside of this home. */
  Leftovers leftovers(Path home);

  /**
   * What {@link ServiceApi#report} would say, as far as this user can read it without a service.
   *
   * @throws ProblemException {@code setting-not-valid}
   */
  String report(Path home) throws ProblemException;

  /** Finds apps and checks the home inside this program, without a service. */
  Inspection inspect(Path home, Map<String, String> overrides) throws ProblemException;

  /** Starts the sample app with everything around it in this program. At most 30 s. */
  Trial startTrial(Map<String, String> overrides) throws ProblemException, InterruptedException;

  /**
   * Is the service of this home until it is stopped.
   *
   * @param ready called once clients can connect
   * @throws ProblemException {@code already-running} when another one is
   */
  void serve(Path home, Map<String, String> overrides, Consumer<ServiceInfo> ready)
      throws ProblemException, InterruptedException;

  /** Read-only looks at this computer. */
  interface Inspection extends AutoCloseable {
    List<LocalApp> findApps() throws ProblemException;

    HomeReport checkHome(Set<Integer> ports) throws ProblemException;

    /** As {@link ServiceApi#proveHome}. */
    HomeReport proveHome(ProofWish wish) throws ProblemException;

    /** Whom that asks. */
    List<ProbeParty> probeParties() throws ProblemException;

    NameReport checkName(SiteAddress address) throws ProblemException;

    @Override
    void close();
  }
}
