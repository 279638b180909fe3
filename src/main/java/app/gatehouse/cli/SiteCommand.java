package app.gatehouse.cli;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.plan.SiteChange;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.model.status.SiteStatus;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gatehouse site …}: look at sites and change what is published. */
@Command(name = "site", description = "cli.site.about")
final class SiteCommand implements Runnable {
  private final GatehouseCommand gatehouse;

  SiteCommand(GatehouseCommand gatehouse) {
    this.gatehouse = gatehouse;
  }

  @Override
  public void run() {
    throw gatehouse.usage(gatehouse.texts().get("cli.site.verb-missing"));
  }

  /** What all verbs share: a connection to the running service. */
  private abstract static class Verb extends Answering {
    Verb(GatehouseCommand gatehouse) {
      super(gatehouse);
    }

    @Override
    final int answer() throws ProblemException {
      gatehouse().refuseOverrides();
      try (var service = gatehouse().surroundings().connect(gatehouse().home())) {
        return answer(service);
      }
    }

    abstract int answer(ServiceApi service) throws ProblemException;

    final StatusWords statusWords() {
      return new StatusWords(words(), texts(), ZoneId.systemDefault());
    }
  }

  @Command(name = "list", description = "cli.site.list.about")
  static final class ListVerb extends Verb {
    ListVerb(GatehouseCommand gatehouse) {
      super(gatehouse);
    }

    @Override
    int answer(ServiceApi service) throws ProblemException {
      var sites = service.status().sites();
      if (isJson()) {
        print(Map.of("sites", sites));
      } else {
        statusWords().list(sites);
      }
      return ExitStatus.WELL;
    }
  }

  /** A verb about one site, which must exist. */
  private abstract static class OneSite extends Verb {
    @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "cli.site.name")
    private String name = "";

    OneSite(GatehouseCommand gatehouse) {
      super(gatehouse);
    }

    @Override
    final int answer(ServiceApi service) throws ProblemException {
      var wanted = SiteAddress.canonical(name);
      for (var site : service.status().sites()) {
        if (site.name().equals(wanted)) {
          return answer(service, site);
        }
      }
      throw Problem.error(ProblemCode.SITE_NOT_FOUND).with("name", name).exception();
    }

    abstract int answer(ServiceApi service, SiteStatus site) throws ProblemException;

    final int done(String key, SiteStatus site, String state) {
      if (isJson()) {
        print(Map.of("name", site.name(), "state", state));
      } else {
        words().line(key, site.name());
      }
      return ExitStatus.WELL;
    }
  }

  @Command(name = "show", description = "cli.site.show.about")
  static final class Show extends OneSite {
    Show(GatehouseCommand gatehouse) {
      super(gatehouse);
    }

    @Override
    int answer(ServiceApi service, SiteStatus site) {
      if (isJson()) {
        print(site);
      } else {
        statusWords().details(site);
      }
      return ExitStatus.WELL;
    }
  }

  @Command(name = "change", description = "cli.site.change.about")
  static final class Change extends OneSite {
    @Option(names = "--app", paramLabel = "URL|PORT", descriptionKey = "cli.site.change.app")
    private @Nullable String app;

    @Option(
        names = "--guard",
        paramLabel = "login|api-key|open",
        descriptionKey = "cli.site.change.guard")
    private @Nullable GuardKind guard;

    @Option(
        names = "--credential-file",
        paramLabel = "FILE",
        descriptionKey = "cli.setup.option.credential-file")
    private @Nullable Path credentialFile;

    @Option(names = "--yes", descriptionKey = "cli.site.change.yes")
    private boolean yes;

    Change(GatehouseCommand gatehouse) {
      super(gatehouse);
    }

    @Override
    int answer(ServiceApi service, SiteStatus site) throws ProblemException {
      if (app == null && guard == null) {
        throw gatehouse().usage(texts().get("cli.site.change.nothing"));
      }
      var credentials = new CredentialSource(gatehouse()).read(credentialFile).credentials();
      var change = new SiteChange(app == null ? null : Upstream.of(app), guard, yes);
      service.change(site.name(), change, credentials);
      return done("cli.site.changed", site, "changed");
    }
  }

  @Command(name = "pause", description = "cli.site.pause.about")
  static final class Pause extends OneSite {
    Pause(GatehouseCommand gatehouse) {
      super(gatehouse);
    }

    @Override
    int answer(ServiceApi service, SiteStatus site) throws ProblemException {
      service.pause(site.name(), true);
      return done("cli.site.paused", site, "paused");
    }
  }

  @Command(name = "resume", description = "cli.site.resume.about")
  static final class Resume extends OneSite {
    Resume(GatehouseCommand gatehouse) {
      super(gatehouse);
    }

    @Override
    int answer(ServiceApi service, SiteStatus site) throws ProblemException {
      service.pause(site.name(), false);
      return done("cli.site.resumed", site, "published");
    }
  }

  @Command(name = "remove", description = "cli.site.remove.about")
  static final class Remove extends OneSite {
    Remove(GatehouseCommand gatehouse) {
      super(gatehouse);
    }

    @Override
    int answer(ServiceApi service, SiteStatus site) throws ProblemException {
      service.remove(site.name());
      return done("cli.site.removed", site, "removed");
    }
  }
}
