package app.gatehouse.cli;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.NameReport;
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What commands need started or connected for them; {@code launch} provides the real thing. */
public interface Surroundings {

  /** Where state is kept when {@code --home} is not given. */
  Path defaultHome();

  /**
   * @throws IllegalArgumentException when a setting does not exist or its value cannot be
   */
  void checkSettings(Map<String, String> overrides);

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
   */
  ServiceApi connectOrStart(Path home, Map<String, String> overrides)
      throws ProblemException, InterruptedException;

  /** Finds apps and checks the home inside this program, without a service. */
  Inspection inspect(Path home, Map<String, String> overrides) throws ProblemException;

  /** Starts the sample app with everything around it in this program. At most 30 s. */
  Trial startTrial(Map<String, String> overrides) throws ProblemException, InterruptedException;

  /**
   * Is the service of this home until it is stopped.
   *
   * @throws ProblemException {@code already-running} when another one is
   */
  void serve(Path home, Map<String, String> overrides)
      throws ProblemException, InterruptedException;

  /** Read-only looks at this computer. */
  interface Inspection extends AutoCloseable {
    List<LocalApp> findApps() throws ProblemException;

    HomeReport checkHome(Set<Integer> ports) throws ProblemException;

    NameReport checkName(SiteAddress address) throws ProblemException;

    @Override
    void close();
  }

  /** A running trial; closing it deletes everything it made. */
  interface Trial extends AutoCloseable {
    String url();

    /** The throw-away root's public half, as a PEM file for {@code curl --cacert}. */
    Path root();

    /** The user name and password that the sample app's login asks for, if it asks. */
    List<CheckResult> checks();

    /** Facts about this home, for information; at most 5 s. */
    HomeReport doctor() throws ProblemException, InterruptedException;

    @Override
    void close();
  }
}
