package app.gatehouse.launch;

import app.gatehouse.control.ControlServer;
import app.gatehouse.control.ControlSocket;
import app.gatehouse.control.PeerPolicy;
import app.gatehouse.model.status.ServiceInfo;
import app.gatehouse.platform.AppFolders;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.service.Service;
import app.gatehouse.state.Home;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service as a process: start order, stop by client or signal, drain. */
final class ServiceProgram {
  /**
   * Environment variable, set for a service that was started by another program: nobody reads its
   * standard error.
   */
  static final String DETACHED = "GATEHOUSE_DETACHED";

  private static final Logger LOG = LoggerFactory.getLogger(ServiceProgram.class);
  private static final int END_SECONDS = 15;

  private ServiceProgram() {}

  /** Blocks until the service was stopped or the process was told to end. */
  static void run(
      Path folder, Map<String, String> overrides, boolean verbose, Consumer<ServiceInfo> ready)
      throws ProblemException, InterruptedException {
    var home = Home.open(folder, InstantSource.system());
    var ended = new CountDownLatch(1);
    // Before log files are opened, since two services would take them from each other. Given back
    // last: whoever gets it finds nothing of this service any more, and nothing of theirs is taken.
    try (var _ = home.lock()) {
      LogSetup.toFiles(home.folder().resolve("logs"), System.getenv(DETACHED) == null, verbose);
      var settings = home.settingsFile().read().with(overrides);
      try (var wiring = new Wiring(settings);
          var service = wiring.service(home)) {
        service.startUp();
        closeOnSignal(service, ended);
        serve(service, home.folder(), ready);
      }
    } finally {
      ended.countDown();
    }
  }

  private static void serve(Service service, Path home, Consumer<ServiceInfo> ready)
      throws ProblemException, InterruptedException {
    var socket = ControlSocket.prepare(home, AppFolders.current().runtime());
    try (var server = new ControlServer(service, socket, PeerPolicy.sameUser())) {
      server.open();
      ControlSocket.announce(home, socket);
      LOG.info("serving {}", home);
      ready.accept(service.info());
      service.awaitEnd();
      LOG.info("stopped");
    } finally {
      ControlSocket.withdraw(home, socket);
    }
  }

  private static void closeOnSignal(Service service, CountDownLatch ended) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  service.close();
                  try {
                    if (!ended.await(END_SECONDS, TimeUnit.SECONDS)) {
                      LOG.warn("ends without waiting any longer");
                    }
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                },
                "stop-on-signal"));
  }
}
