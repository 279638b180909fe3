package app.gatehouse.cli;

import app.gatehouse.problem.ProblemException;
import java.time.ZoneId;
import picocli.CommandLine.Command;

/** {@code gatehouse service …}: whether the service starts by itself. */
@Command(name = "service", description = "cli.service.about")
final class ServiceCommand implements Runnable {
  private final GatehouseCommand gatehouse;

  ServiceCommand(GatehouseCommand gatehouse) {
    this.gatehouse = gatehouse;
  }

  @Override
  public void run() {
    throw gatehouse.usage(gatehouse.texts().get("cli.service.verb-missing"));
  }

  /** What all verbs share: they end with what there is then. */
  private abstract static class Verb extends Answering {
    Verb(GatehouseCommand gatehouse) {
      super(gatehouse);
    }

    @Override
    final int answer() throws ProblemException, InterruptedException {
      gatehouse().refuseOverrides();
      var registration = gatehouse().surroundings().registration(gatehouse().home());
      act(registration);
      var state = registration.state();
      if (isJson()) {
        print(state);
      } else {
        say(state);
      }
      return status(state);
    }

    /** Does what the verb is for. */
    abstract void act(Registration registration) throws ProblemException, InterruptedException;

    abstract int status(Registration.State state);

    private void say(Registration.State state) {
      words().line(kindKey(state), gatehouse().home());
      words().line(startKey(state));
      var since = state.since();
      if (!state.active()) {
        words().line("cli.service.not-active");
      } else if (since == null) {
        words().line("cli.service.active");
      } else {
        words().line("cli.service.active-since", texts().moment(since, ZoneId.systemDefault()));
      }
      var listening = state.listening();
      if (listening != null) {
        words().line(listening ? "cli.service.listening" : "cli.service.not-listening");
      }
    }

    private static String kindKey(Registration.State state) {
      return switch (state.kind()) {
        case INSTALLED -> "cli.service.installed";
        case PORTABLE -> "cli.service.portable";
      };
    }

    private static String startKey(Registration.State state) {
      if (!state.registered()) {
        return "cli.service.not-registered";
      }
      return Boolean.TRUE.equals(state.sessionOnly())
          ? "cli.service.registered-for-session"
          : "cli.service.registered";
    }
  }

  @Command(name = "status", description = "cli.service.status.about")
  static final class Status extends Verb {
    Status(GatehouseCommand gatehouse) {
      super(gatehouse);
    }

    @Override
    void act(Registration registration) {
      // It only looks.
    }

    /** As with every question to a service that is not there. */
    @Override
    int status(Registration.State state) {
      return state.active() ? ExitStatus.WELL : ExitStatus.NO_SERVICE;
    }
  }

  @Command(name = "install", description = "cli.service.install.about")
  static final class Install extends Verb {
    Install(GatehouseCommand gatehouse) {
      super(gatehouse);
    }

    @Override
    void act(Registration registration) throws ProblemException, InterruptedException {
      registration.install();
    }

    @Override
    int status(Registration.State state) {
      return ExitStatus.WELL;
    }
  }

  @Command(name = "remove", description = "cli.service.remove.about")
  static final class Remove extends Verb {
    Remove(GatehouseCommand gatehouse) {
      super(gatehouse);
    }

    @Override
    void act(Registration registration) throws ProblemException, InterruptedException {
      registration.remove();
    }

    @Override
    int status(Registration.State state) {
      return ExitStatus.WELL;
    }
  }
}
