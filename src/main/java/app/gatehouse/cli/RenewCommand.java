package app.gatehouse.cli;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.status.SiteStatus;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.text.Words;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gatehouse renew}: certificates that are due, or at once. */
@Command(name = "renew", description = "cli.renew.about")
final class RenewCommand extends Answering {
  @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", descriptionKey = "cli.renew.name")
  private @Nullable String name;

  @Option(names = "--force", descriptionKey = "cli.renew.option.force")
  private boolean force;

  @Option(names = "--rehearse", descriptionKey = "cli.renew.option.rehearse")
  private boolean rehearse;

  RenewCommand(GatehouseCommand gatehouse) {
    super(gatehouse);
  }

  @Override
  int answer() throws ProblemException {
    if (rehearse && force) {
      throw gatehouse().usage(texts().get("cli.renew.force-or-rehearse"));
    }
    gatehouse().refuseOverrides();
    try (var service = gatehouse().surroundings().connect(gatehouse().home())) {
      var results = wanted(service).stream().map(site -> act(service, site)).toList();
      if (isJson()) {
        print(Map.of("sites", results));
      } else if (results.isEmpty()) {
        words().line(rehearse ? "cli.renew.nothing-to-rehearse" : "cli.status.none");
      } else {
        results.forEach(result -> result.say(words()));
      }
      var failed = results.stream().anyMatch(result -> result.problem() != null);
      return failed ? ExitStatus.PROBLEM : ExitStatus.WELL;
    }
  }

  private Result act(ServiceApi service, String site) {
    return rehearse ? rehearse(service, site) : renew(service, site);
  }

  private List<String> wanted(ServiceApi service) throws ProblemException {
    var sites = service.status().sites();
    if (name == null) {
      // The home's own CA has nothing to rehearse; that is worth a word only to whoever names it.
      return sites.stream()
          .filter(site -> !rehearse || site.address().isPublic())
          .map(SiteStatus::name)
          .toList();
    }
    var one = SiteAddress.canonical(name);
    if (sites.stream().noneMatch(site -> site.name().equals(one))) {
      throw Problem.error(ProblemCode.SITE_NOT_FOUND).with("name", name).exception();
    }
    return List.of(one);
  }

  private static Result rehearse(ServiceApi service, String site) {
    try {
      return new Rehearsal(site, service.rehearse(site), null);
    } catch (ProblemException e) {
      return new Rehearsal(site, null, e.problem());
    }
  }

  private Result renew(ServiceApi service, String site) {
    try {
      return new Renewal(site, service.renew(site, force), null);
    } catch (ProblemException e) {
      return new Renewal(site, false, e.problem());
    }
  }

  /** One site's part of the answer. */
  private sealed interface Result {
    @Nullable Problem problem();

    void say(Words words);
  }

  private record Renewal(String name, boolean renewed, @Nullable Problem problem)
      implements Result {
    @Override
    public void say(Words words) {
      if (problem == null) {
        words.line(renewed ? "cli.renew.done" : "cli.renew.not-due", name);
      } else {
        words.line("cli.renew.failed", name).problem(problem);
      }
    }
  }

  /**
   * @param rehearsedAt the directory; null where the rehearsal failed
   */
  private record Rehearsal(String name, @Nullable URI rehearsedAt, @Nullable Problem problem)
      implements Result {
    @Override
    public void say(Words words) {
      if (rehearsedAt != null) {
        words.line("cli.renew.rehearsed", name, rehearsedAt.getHost());
      } else if (problem != null) {
        words.line("cli.renew.rehearsal-failed", name).problem(problem);
      }
    }
  }
}
