package app.gatehouse.cli;

import app.gatehouse.model.site.LocalApp;
import app.gatehouse.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code gatehouse apps}: local web apps. */
@Command(name = "apps", description = "cli.apps.about")
final class AppsCommand extends Answering {
  AppsCommand(GatehouseCommand gatehouse) {
    super(gatehouse);
  }

  @Override
  int answer() throws ProblemException {
    List<LocalApp> apps;
    try (var inspection =
        gatehouse().surroundings().inspect(gatehouse().home(), gatehouse().overrides())) {
      apps = inspection.findApps();
    }
    if (isJson()) {
      print(Map.of("apps", apps.stream().map(AppsCommand::shape).toList()));
      return ExitStatus.WELL;
    }
    if (apps.isEmpty()) {
      words().line("cli.apps.none");
      return ExitStatus.WELL;
    }
    words().line("cli.apps.found", apps.size()).gap();
    for (var app : apps) {
      words().table(List.of(List.of(app.url().url(), app.name(), listener(app))));
      app.warnings().forEach(warning -> words().brief(warning, "    "));
    }
    words().gap().line("cli.apps.next");
    return ExitStatus.WELL;
  }

  private String listener(LocalApp app) {
    return app.process() == null
        ? texts().get("cli.apps.bind", app.bind())
        : texts().get("cli.apps.process", app.process(), app.bind());
  }

  private static Map<String, Object> shape(LocalApp app) {
    var shape = new LinkedHashMap<String, Object>();
    shape.put("url", app.url().url());
    shape.put("preset", app.preset());
    shape.put("name", app.name());
    shape.put("kind", app.kind());
    if (app.process() != null) {
      shape.put("process", app.process());
    }
    shape.put("bind", app.bind());
    shape.put("warnings", app.warnings());
    return shape;
  }
}
