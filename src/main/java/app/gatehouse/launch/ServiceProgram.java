package app.gatehouse.launch;

import app.gatehouse.control.ControlServer;
import app.gatehouse.control.ControlSocket;
import app.gatehouse.control.PeerPolicy;
import app.gatehouse.model.status.ServiceInfo;
import app.gatehouse.platform.AppFolders;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
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
    refuseSecond(home);
    LogSetup.toFiles(home.folder().resolve("logs"), System.getenv(DETACHED) == null, verbose);
    var settings = home.settingsFile().read().with(overrides);
    var ended = new CountDownLatch(1);
    try (var service = new Wiring(settings).service(home)) {
      service.startUp();
      closeOnSignal(service, ended);
      var socket = ControlSocket.prepare(home.folder(), AppFolders.current().runtime());
      try (var server = new ControlServer(service, socket, PeerPolicy.sameUser())) {
        server.open();
        ControlSocket.announce(home.folder(), socket);
        LOG.info("serving {}", home.folder());
        ready.accept(service.info());
        service.awaitEnd();
        LOG.info("stopped");
      } finally {
        ControlSocket.withdraw(home.folder(), socket);
      }
    } finally {
      ended.countDown();
    }
  }

  /** Before log files are opened, since two services would take them from each other. */
  private static void refuseSecond(Home home) throws ProblemException {
    var lock = home.tryLock();
    if (lock.isEmpty()) {
      throw Problem.error(ProblemCode.ALREADY_RUNNING).with("home", home.folder()).exception();
    }
    lock.get().close();
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
