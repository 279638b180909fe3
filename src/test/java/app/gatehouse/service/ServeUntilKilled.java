package app.gatehouse.service;

import app.gatehouse.model.network.RouterInfo;
import app.gatehouse.model.plan.Credentials;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.router.Grant;
import app.gatehouse.reach.router.Router;
import app.gatehouse.service.part.FakeRouter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;

/**
 * A service that sets a site up and kills itself (SIGKILL) at a milestone. A program of its own, so
 * that nothing of it survives but its files.
 */
final class ServeUntilKilled {
  /** Stands for a milestone: the site's own file is gone, and the router is asked. */
  static final String REMOVAL = "removal";

  private ServeUntilKilled() {}

  /** Home, HTTP port, HTTPS port, directory, CA file, app port, host, milestone. */
  public static void main(String[] arguments) throws Exception {
    var milestone = arguments[7];
    var real =
        new RealService(
            Path.of(arguments[0]),
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]),
            Optional.of(Path.of(arguments[4])),
            milestone.equals(REMOVAL) ? new DeadlyRouter() : Router.NONE,
            reached -> {
              if (reached.equals(milestone)) {
                dieAt(milestone);
              }
            });
    real.service.startUp();
    var app = new Upstream("127.0.0.1", Integer.parseInt(arguments[5]));
    var plan = RealService.publicPlan(arguments[6], app, URI.create(arguments[3]), GuardKind.OPEN);
    var id = real.service.start(plan, Credentials.NONE).id();
    System.out.println("ended " + real.awaitRest(id));
    real.service.remove(arguments[6]);
  }

  /** Whoever takes a mapping back dies. */
  private static final class DeadlyRouter implements Router {
    private final FakeRouter real = new FakeRouter(Duration.ofHours(1));

    @Override
    public boolean enabled() {
      return true;
    }

    @Override
    public Optional<RouterInfo> find() {
      return Optional.empty();
    }

    @Override
    public Grant map(int outerPort, int innerPort, OptionalInt remembered) throws ProblemException {
      return real.map(outerPort, innerPort, remembered);
    }

    @Override
    public boolean leadsHere(int outerPort, int innerPort) throws ProblemException {
      return real.leadsHere(outerPort, innerPort);
    }

    @Override
    public void unmap(int outerPort, OptionalInt remembered) {
      dieAt(REMOVAL);
    }
  }

  private static void dieAt(String milestone) {
    System.out.println("dies at " + milestone);
    System.out.flush();
    try {
      new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).start();
      new CountDownLatch(1).await();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
