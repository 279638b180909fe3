package app.gatehouse.service;

import app.gatehouse.model.plan.Credentials;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.reach.router.Router;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * A service that sets a site up and kills itself (SIGKILL) at a milestone. A program of its own, so
 * that nothing of it survives but its files.
 */
final class ServeUntilKilled {
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
            Router.NONE,
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
