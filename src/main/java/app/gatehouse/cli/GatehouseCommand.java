package app.gatehouse.cli;

import app.gatehouse.problem.ProblemException;
import app.gatehouse.text.Texts;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line's first word, and the options that every command knows. */
@Command(name = "gatehouse", description = "cli.about")
final class GatehouseCommand implements Runnable {
  @Option(
      names = "--home",
      paramLabel = "DIR",
      descriptionKey = "cli.option.home",
      scope = ScopeType.INHERIT)
  private @Nullable Path home;

  @Option(
      names = "--lang",
      paramLabel = "en|zh-CN",
      descriptionKey = "cli.option.lang",
      converter = Language.Converter.class,
      scope = ScopeType.INHERIT)
  private @Nullable Language language;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      descriptionKey = "cli.option.set",
      mapFallbackValue = "",
      scope = ScopeType.INHERIT)
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Option(
      names = {"-v", "--verbose"},
      descriptionKey = "cli.option.verbose",
      scope = ScopeType.INHERIT)
  private boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      descriptionKey = "cli.option.help",
      scope = ScopeType.INHERIT)
  private boolean help;

  @Option(names = "--version", versionHelp = true, descriptionKey = "cli.option.version")
  private boolean version;

  @Spec private @Nullable CommandSpec spec;

  private final Surroundings surroundings;
  private final Terminal terminal;
  private final Texts texts;

  GatehouseCommand(Surroundings surroundings, Terminal terminal, Texts texts) {
    this.surroundings = surroundings;
    this.terminal = terminal;
    this.texts = texts;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  Terminal terminal() {
    return terminal;
  }

  Texts texts() {
    return texts;
  }

  Path home() {
    return home == null ? surroundings.defaultHome() : home;
  }

  boolean isVerbose() {
    return verbose;
  }

  boolean hasOverrides() {
    return !overrides.isEmpty();
  }

  /** The settings given with {@code --set}, checked. */
  Map<String, String> overrides() {
    try {
      surroundings.checkSettings(overrides);
    } catch (ProblemException e) {
      throw usage(texts.problem(e.problem()).title());
    }
    return overrides;
  }

  /** For commands that talk to a running service, which has its settings already. */
  void refuseOverrides() {
    if (hasOverrides()) {
      throw usage(texts.get("cli.set-refused"));
    }
  }

  /** Wrong usage, said in words. */
  ParameterException usage(String words) {
    if (spec == null) {
      throw new IllegalStateException("used before picocli has set it up");
    }
    return new ParameterException(spec.commandLine(), words);
  }

  /** No command was given. */
  @Override
  public void run() {
    throw usage(texts.get("cli.command-missing"));
  }
}
