package app.gatehouse.launch;

import app.gatehouse.control.ControlServer;
import app.gatehouse.control.ControlSocket;
import app.gatehouse.forward.Forwarder;
import app.gatehouse.model.status.ServiceInfo;
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
    Forwarder.prepare();
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
        serve(service, home, ready);
      }
    } finally {
      ended.countDown();
    }
  }

  private static void serve(Service service, Home home, Consumer<ServiceInfo> ready)
      throws ProblemException, InterruptedException {
    var door = ControlDoor.of(home);
    try (var server = new ControlServer(service, door.socket(), door.policy())) {
      server.open();
      door.unlock();
      ControlSocket.announce(home.folder(), door.socket());
      LOG.info("serving {}", home.folder());
      ready.accept(service.info());
      service.awaitEnd();
      LOG.info("stopped");
    } finally {
      ControlSocket.withdraw(home.folder(), door.socket());
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
