package app.gatehouse.cli;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.certificate.ChallengeKind;
import app.gatehouse.model.plan.Answers;
import app.gatehouse.model.plan.Credentials;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.status.OperationState;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.setup.Draft;
import app.gatehouse.setup.Setup;
import app.gatehouse.setup.SetupOutcome;
import app.gatehouse.setup.SetupRun;
import app.gatehouse.text.Words;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code gatehouse setup}: the wizard without a window. */
@Command(name = "setup", description = "cli.setup.about")
final class SetupCommand extends Answering {
  @Option(names = "--app", paramLabel = "URL|PORT", descriptionKey = "cli.setup.option.app")
  private @Nullable String app;

  @Option(names = "--address", paramLabel = "KIND", descriptionKey = "cli.setup.option.address")
  private @Nullable AddressKind address;

  @Option(names = "--name", paramLabel = "HOST", descriptionKey = "cli.setup.option.name")
  private @Nullable String name;

  @Option(names = "--challenge", paramLabel = "KIND", descriptionKey = "cli.setup.option.challenge")
  private ChallengeKind challenge = ChallengeKind.AUTO;

  @Option(names = "--dns", paramLabel = "PROVIDER", descriptionKey = "cli.setup.option.dns")
  private @Nullable String dns;

  @Option(
      names = "--ca",
      paramLabel = "NAME|URL",
      descriptionKey = "cli.setup.option.ca",
      converter = KnownAuthority.class)
  private @Nullable URI directory;

  @Option(names = "--rehearse", descriptionKey = "cli.setup.option.rehearse")
  private boolean rehearse;

  @Option(
      names = "--guard",
      paramLabel = "login|api-key|open",
      descriptionKey = "cli.setup.option.guard")
  private @Nullable GuardKind guard;

  @Option(
      names = "--credential-file",
      paramLabel = "FILE",
      descriptionKey = "cli.setup.option.credential-file")
  private @Nullable Path credentialFile;

  @Option(names = "--key-file", paramLabel = "FILE", descriptionKey = "cli.setup.option.key-file")
  private @Nullable Path keyFile;

  @Option(names = "--yes", descriptionKey = "cli.setup.option.yes")
  private boolean yes;

  SetupCommand(GatehouseCommand gatehouse) {
    super(gatehouse);
  }

  @Override
  int answer() throws ProblemException, InterruptedException {
    refuseWhatIsNotBuilt();
    if (keyFile != null && Files.exists(keyFile)) {
      // It may hold another key, and afterwards it is too late to ask.
      throw gatehouse().usage(texts().get("cli.setup.key-file-there", keyFile));
    }
    var found = new CredentialSource(gatehouse()).read(credentialFile);
    var credentials = found.credentials();
    if (yes) {
      refuseWhatIsMissing(credentials);
    }
    try (var service = service()) {
      if (dns != null) {
        service.keepName(Objects.requireNonNullElse(name, ""), dns, found.nameLogin());
      }
      var terminal = gatehouse().terminal();
      var questions =
          new TerminalQuestions(terminal, isJson() ? terminal.err() : out(), texts(), yes);
      var run =
          new SetupRun(service, questions, gatehouse().surroundings().random())
              .rehearsing(rehearse);
      return tell(run.run(answers(credentials), credentials));
    }
  }

  private void refuseWhatIsNotBuilt() {
    if (dns != null && address == null) {
      address = AddressKind.DYNAMIC_NAME;
    }
    if (dns != null && address != AddressKind.DYNAMIC_NAME) {
      throw gatehouse().usage(texts().get("cli.setup.dns-elsewhere"));
    }
    if (dns == null && address == AddressKind.DYNAMIC_NAME) {
      throw gatehouse().usage(texts().get("cli.setup.dns-missing"));
    }
    if (rehearse && address == AddressKind.PRIVATE) {
      throw gatehouse().usage(texts().get("cli.setup.rehearse-private"));
    }
    if (dns != null && name == null) {
      throw gatehouse().usage(texts().get("cli.setup.dns-missing"));
    }
    if (challenge == ChallengeKind.DNS_01 || challenge == ChallengeKind.TLS_ALPN_01) {
      throw notBuilt("--challenge " + KebabCase.of(challenge));
    }
    if (address == AddressKind.PUBLIC_IP) {
      throw notBuilt("--address " + KebabCase.of(address));
    }
  }

  private ParameterException notBuilt(String what) {
    return gatehouse().usage(texts().get("cli.not-built-yet", what));
  }

  /** Nobody will be asked, so it must all be here before anything is started. */
  private void refuseWhatIsMissing(Credentials credentials) throws ProblemException {
    if (app == null || address == null) {
      throw gatehouse()
          .usage(texts().get("cli.setup.missing", app == null ? "--app" : "--address"));
    }
    if (name == null && address != AddressKind.PRIVATE) {
      throw gatehouse().usage(texts().get("cli.setup.missing", "--name"));
    }
    if (guard == GuardKind.LOGIN) {
      Setup.checkCredentials(guard, credentials);
    }
  }

  private ServiceApi service() throws ProblemException, InterruptedException {
    var surroundings = gatehouse().surroundings();
    if (gatehouse().hasOverrides() && isRunning()) {
      gatehouse().refuseOverrides();
    }
    return surroundings.connectOrStart(gatehouse().home(), gatehouse().overrides());
  }

  private boolean isRunning() {
    try (var running = gatehouse().surroundings().connect(gatehouse().home())) {
      return true;
    } catch (ProblemException e) {
      return false;
    }
  }

  private Answers answers(Credentials credentials) {
    var draft = Draft.empty().challenge(challenge).directory(directory).termsAgreed(yes);
    if (app != null) {
      draft.app(app);
    }
    if (address != null) {
      draft.address(address, name);
    }
    if (guard != null) {
      // Typing "open" beside "yes" is the typed consent.
      draft.guard(guard).openConsent(yes && guard == GuardKind.OPEN);
    }
    return draft.user(credentials.user()).keyName(credentials.keyName()).answers();
  }

  private int tell(SetupOutcome outcome) {
    var operation = outcome.operation();
    if (isJson()) {
      var shape = new LinkedHashMap<String, Object>();
      shape.put("site", operation.site());
      shape.put("state", operation.state());
      shape.put("steps", operation.steps());
      if (operation.problem() != null) {
        shape.put("problem", operation.problem());
      }
      keep(outcome).ifPresent(file -> shape.put("keyFile", file.toString()));
      print(shape);
    } else {
      new SetupWords(words()).outcome(outcome, keep(outcome));
    }
    return operation.state() == OperationState.DONE ? ExitStatus.WELL : ExitStatus.PROBLEM;
  }

  /**
   * Puts a new key where the user wants it. JSON answers end up in logs, so a secret never stands
   * in one: there it is a file in any case.
   */
  private Optional<Path> keep(SetupOutcome outcome) {
    var file = keyFile;
    if (file == null && isJson()) {
      file = gatehouse().home().resolve("new-key-" + outcome.operation().site().name() + ".txt");
    }
    var isPublished = outcome.operation().state() == OperationState.DONE;
    if (file == null || outcome.newKey().isEmpty() || !isPublished) {
      return Optional.empty();
    }
    try {
      if (keyFile == null) {
        // Of a site of this name that is gone, so that its key opens nothing any more.
        Files.deleteIfExists(file);
      }
      KeyFile.write(file, outcome.newKey().get());
      return Optional.of(file);
    } catch (IOException e) {
      // Shown somewhere is better than lost.
      new Words(gatehouse().terminal().err(), texts())
          .line("cli.setup.key-file-failed", file)
          .text(outcome.newKey().get());
      return Optional.empty();
    }
  }
}
