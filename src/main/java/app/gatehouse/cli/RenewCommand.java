package app.gatehouse.cli;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.status.SiteStatus;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.util.ArrayList;
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

  @Option(names = "--rehearse", hidden = true)
  private boolean rehearse;

  RenewCommand(GatehouseCommand gatehouse) {
    super(gatehouse);
  }

  @Override
  int answer() throws ProblemException {
    if (rehearse) {
      throw gatehouse().usage(texts().get("cli.not-built-yet", "--rehearse"));
    }
    gatehouse().refuseOverrides();
    try (var service = gatehouse().surroundings().connect(gatehouse().home())) {
      var results = wanted(service).stream().map(site -> renew(service, site)).toList();
      if (isJson()) {
        print(Map.of("sites", results));
      } else if (results.isEmpty()) {
        words().line("cli.status.none");
      } else {
        results.forEach(this::say);
      }
      var failed = results.stream().anyMatch(result -> result.problem() != null);
      return failed ? ExitStatus.PROBLEM : ExitStatus.WELL;
    }
  }

  private List<String> wanted(ServiceApi service) throws ProblemException {
    var names =
        new ArrayList<String>(service.status().sites().stream().map(SiteStatus::name).toList());
    if (name == null) {
      return names;
    }
    var one = SiteAddress.canonical(name);
    if (!names.contains(one)) {
      throw Problem.error(ProblemCode.SITE_NOT_FOUND).with("name", name).exception();
    }
    return List.of(one);
  }

  private Renewal renew(ServiceApi service, String site) {
    try {
      return new Renewal(site, service.renew(site, force), null);
    } catch (ProblemException e) {
      return new Renewal(site, false, e.problem());
    }
  }

  private void say(Renewal renewal) {
    if (renewal.problem() == null) {
      words().line(renewal.renewed() ? "cli.renew.done" : "cli.renew.not-due", renewal.name());
    } else {
      words().line("cli.renew.failed", renewal.name()).problem(renewal.problem());
    }
  }

  /** One site's part of the answer. */
  private record Renewal(String name, boolean renewed, @Nullable Problem problem) {}
}
