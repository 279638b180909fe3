package app.gatehouse.cli;

import app.gatehouse.cli.PlainOptions.NotUnderstood;
import app.gatehouse.model.alert.MailSecurity;
import app.gatehouse.model.certificate.ChallengeKind;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.text.Texts;
import app.gatehouse.text.Words;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs one command and tells the exit status: 0 well, 1 a problem, 2 usage, 3 no service. */
public final class CommandLineProgram {
  private static final Logger LOG = LoggerFactory.getLogger(CommandLineProgram.class);

  private final Surroundings surroundings;
  private final Terminal terminal;
  private final Locale locale;

  /**
   * @param locale the language of people here unless {@code --lang} says otherwise
   */
  public CommandLineProgram(Surroundings surroundings, Terminal terminal, Locale locale) {
    this.surroundings = surroundings;
    this.terminal = terminal;
    this.locale = locale;
  }

  /** Runs in the caller's thread until the command is over. */
  public int run(String... arguments) {
    var texts = Language.textsFor(arguments, locale);
    return ended(commandLine(texts).execute(arguments), texts);
  }

  /**
   * {@code serve} with these options, and started sooner. What they do not allow is told as {@link
   * #run} does.
   */
  public int serve(String... arguments) {
    var command = Arrays.copyOf(arguments, arguments.length + 1);
    command[arguments.length] = "serve";
    ServeCommand.Given given;
    try {
      given = given(PlainOptions.of(List.of(arguments), Set.of("--verbose", "-v")));
    } catch (NotUnderstood | ProblemException e) {
      return run(command);
    }
    var texts = Language.textsFor(arguments, locale);
    try {
      return ended(ServeCommand.serve(surroundings, terminal, texts, given), texts);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitStatus.PROBLEM;
    } catch (RuntimeException e) {
      new Words(terminal.err(), texts).problem(unexpected(e));
      return ExitStatus.PROBLEM;
    }
  }

  private ServeCommand.Given given(PlainOptions options) throws NotUnderstood, ProblemException {
    if (options.language() != null && Language.of(options.language()).isEmpty()) {
      throw new NotUnderstood(options.language());
    }
    surroundings.checkSettings(options.overrides());
    return new ServeCommand.Given(
        options.home() == null ? surroundings.defaultHome() : options.home(),
        options.overrides(),
        !options.flags().isEmpty());
  }

  private int ended(int status, Texts texts) {
    // Checking flushes. A script must not take half an answer, or none, for a whole one.
    if (terminal.out().checkError() && status == ExitStatus.WELL) {
      terminal.err().println(texts.get("cli.answer-not-written"));
      status = ExitStatus.PROBLEM;
    }
    terminal.err().flush();
    return status;
  }

  private CommandLine commandLine(Texts texts) {
    var gatehouse = new GatehouseCommand(surroundings, terminal, texts);
    var site =
        new CommandLine(new SiteCommand(gatehouse))
            .addSubcommand(new SiteCommand.ListVerb(gatehouse))
            .addSubcommand(new SiteCommand.Show(gatehouse))
            .addSubcommand(new SiteCommand.Change(gatehouse))
            .addSubcommand(new SiteCommand.Pause(gatehouse))
            .addSubcommand(new SiteCommand.Resume(gatehouse))
            .addSubcommand(new SiteCommand.Remove(gatehouse));
    var service =
        new CommandLine(new ServiceCommand(gatehouse))
            .addSubcommand(new ServiceCommand.Status(gatehouse))
            .addSubcommand(new ServiceCommand.Install(gatehouse))
            .addSubcommand(new ServiceCommand.Remove(gatehouse));
    var trust =
        new CommandLine(new TrustCommand(gatehouse))
            .addSubcommand(new TrustCommand.Add(gatehouse))
            .addSubcommand(new TrustCommand.Remove(gatehouse));
    var alerts =
        new CommandLine(new AlertsCommand(gatehouse))
            .addSubcommand(new AlertsCommand.Mail(gatehouse))
            .addSubcommand(new AlertsCommand.Webhook(gatehouse))
            .addSubcommand(new AlertsCommand.Test(gatehouse))
            .addSubcommand(new AlertsCommand.Off(gatehouse));
    var line =
        new CommandLine(gatehouse)
            .addSubcommand(new SetupCommand(gatehouse))
            .addSubcommand(new TryCommand(gatehouse))
            .addSubcommand(new AppsCommand(gatehouse))
            .addSubcommand(new DoctorCommand(gatehouse))
            .addSubcommand(new StatusCommand(gatehouse))
            .addSubcommand(site)
            .addSubcommand(new RenewCommand(gatehouse))
            .addSubcommand(alerts)
            .addSubcommand(new ReportCommand(gatehouse))
            .addSubcommand(new OfflineCommand.Offline(gatehouse))
            .addSubcommand(new OfflineCommand.Online(gatehouse))
            .addSubcommand(new ServeCommand(gatehouse))
            .addSubcommand(new StopCommand(gatehouse))
            .addSubcommand(service)
            .addSubcommand(trust)
            .addSubcommand(new UninstallCommand(gatehouse));
    NotBuiltYet.NAMES.forEach(name -> line.addSubcommand(name, new NotBuiltYet(gatehouse, name)));
    line.registerConverter(MailSecurity.class, new KebabCase<>(MailSecurity.class))
        .registerConverter(AddressKind.class, new KebabCase<>(AddressKind.class))
        .registerConverter(GuardKind.class, new KebabCase<>(GuardKind.class))
        .registerConverter(ChallengeKind.class, new KebabCase<>(ChallengeKind.class))
        .registerConverter(Path.class, new FileArgument())
        // An argument that begins with @ is no file to read arguments from.
        .setExpandAtFiles(false)
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setParameterExceptionHandler((mistake, given) -> wrongUsage(mistake, texts))
        .setExecutionExceptionHandler((thrown, where, parsed) -> failure(thrown, parsed, texts));
    line.getCommandSpec().version(surroundings.version());
    new HelpTexts(texts).fillIn(line);
    return line;
  }

  private int wrongUsage(ParameterException mistake, Texts texts) {
    var command = mistake.getCommandLine();
    terminal.err().println(said(mistake, texts));
    terminal
        .err()
        .println(texts.get("cli.see-help", command.getCommandSpec().qualifiedName() + " --help"));
    return ExitStatus.USAGE;
  }

  private static String said(ParameterException mistake, Texts texts) {
    if (mistake instanceof UnmatchedArgumentException unmatched) {
      return texts.get("cli.unknown-argument", String.join(" ", unmatched.getUnmatched()));
    }
    if (mistake instanceof MissingParameterException missing) {
      var names = missing.getMissing().stream().map(arg -> arg.paramLabel()).toList();
      return texts.get("cli.argument-missing", String.join(" ", names));
    }
    var argument = mistake.getArgSpec();
    if (argument != null && mistake.getValue() != null) {
      var name =
          argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
      var possible = possible(mistake);
      return possible.isEmpty()
          ? texts.get("cli.argument-wrong", name, mistake.getValue())
          : texts.get("cli.argument-not-among", name, mistake.getValue(), possible);
    }
    return String.valueOf(mistake.getMessage());
  }

  /** What our own converters say would be possible; picocli's speak of Java types. */
  private static String possible(ParameterException mistake) {
    return mistake.getCause() instanceof NotAmong among ? String.valueOf(among.getMessage()) : "";
  }

  /** Something nobody foresaw: a short code to find it again, its trace in the log. */
  private int failure(Exception thrown, ParseResult parsed, Texts texts) throws Exception {
    if (thrown instanceof ParameterException mistake) {
      return wrongUsage(mistake, texts);
    }
    if (thrown instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return ExitStatus.PROBLEM;
    }
    var problem = unexpected(thrown);
    Object command = innermost(parsed).commandSpec().userObject();
    if (command instanceof Answering answering) {
      answering.tell(problem);
    } else {
      new Words(terminal.err(), texts).problem(problem);
    }
    return ExitStatus.PROBLEM;
  }

  private static Problem unexpected(Exception thrown) {
    var code = shortCode(thrown);
    LOG.error("unexpected failure {}", code, thrown);
    return Problem.error(ProblemCode.UNKNOWN).with("short-code", code).cause(thrown);
  }

  private static ParseResult innermost(ParseResult parsed) {
    return parsed.hasSubcommand() ? innermost(parsed.subcommand()) : parsed;
  }

  /** The same failure at the same place has the same code, whatever the message says. */
  private static String shortCode(Throwable thrown) {
    var crc = new CRC32();
    crc.update(thrown.getClass().getName().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    Arrays.stream(thrown.getStackTrace())
        .limit(3)
        .map(f -> f.getClassName() + "." + f.getMethodName())
        .forEach(f -> crc.update(f.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    return String.format(Locale.ROOT, "%08X", crc.getValue());
  }
}
