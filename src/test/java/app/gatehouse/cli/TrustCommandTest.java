package app.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.json.Json;
import app.gatehouse.model.status.StepState;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.setup.RootTrust;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TrustCommandTest {
  private final Computer computer = new Computer();

  @Test
  void namesTheRootAndDoesNothingUntilTheAnswerIsYes() {
    var terminal = new FakeTerminal("n");
    assertThat(run(terminal, "trust", "add")).isEqualTo(1);
    assertThat(computer.done).isEmpty();
    assertThat(terminal.printed.toString())
        .contains("Gatehouse home root 0a1b", "AB:CD", "2037", "home networks only")
        .contains("Nothing was changed");

    assertThat(run(new FakeTerminal(), "trust", "add")).isEqualTo(1);
    assertThat(computer.done).isEmpty();

    assertThat(run(new FakeTerminal("y"), "trust", "add")).isZero();
    assertThat(computer.done).containsExactly("add");
  }

  @Test
  void saysWhatBecameOfEachPlaceAndWhatWasNotChecked() throws Exception {
    computer.outcomes =
        List.of(
            new RootTrust.Outcome(RootTrust.Place.SYSTEM, StepState.OK, List.of(), null),
            new RootTrust.Outcome(
                RootTrust.Place.BROWSERS, StepState.OK, List.of("/home/ada/.pki/nssdb"), null));
    var terminal = new FakeTerminal();
    assertThat(run(terminal, "trust", "add", "--yes")).isZero();
    assertThat(terminal.printed.toString())
        .contains("✓ The system", "✓ This user's browsers", "/home/ada/.pki/nssdb")
        .contains("were not looked at");

    var json = new FakeTerminal();
    assertThat(run(json, "trust", "add", "--yes", "--json")).isZero();
    var answer = Json.PLAIN.read(json.printed.toString(), JsonNode.class);
    assertThat(answer.at("/root/sha256").asString()).isEqualTo("AB:CD");
    assertThat(answer.at("/places/0/id").asString()).isEqualTo("system");
    assertThat(answer.at("/places/0/state").asString()).isEqualTo("ok");
    assertThat(answer.at("/places/1/stores/0").asString()).isEqualTo("/home/ada/.pki/nssdb");
  }

  @Test
  void isNotWellWithoutTheSystemAndSaysWhatToDo() {
    computer.outcomes =
        List.of(
            new RootTrust.Outcome(
                RootTrust.Place.SYSTEM,
                StepState.SKIPPED,
                List.of(),
                Problem.warning(ProblemCode.NOT_SUPPORTED_HERE)
                    .variant("trust-portable")
                    .with("file", "/h/root.pem")),
            new RootTrust.Outcome(RootTrust.Place.BROWSERS, StepState.SKIPPED, List.of(), null));
    var terminal = new FakeTerminal();
    assertThat(run(terminal, "trust", "add", "--yes")).isEqualTo(1);
    assertThat(terminal.printed.toString())
        .contains("portable", "/h/root.pem", "There is nothing to change");
  }

  @Test
  void removesWhatThereIs() {
    assertThat(run(new FakeTerminal("y"), "trust", "remove")).isZero();
    assertThat(computer.done).containsExactly("remove");

    computer.trusted = Optional.empty();
    var terminal = new FakeTerminal();
    assertThat(run(terminal, "trust", "remove")).isZero();
    assertThat(terminal.printed.toString()).contains("does not trust");
    assertThat(computer.done).hasSize(1);
  }

  @Test
  void namesAMissingRootAndWantsAVerb() {
    computer.missing = Problem.error(ProblemCode.CERTIFICATE_MISSING).variant("root");
    var terminal = new FakeTerminal();
    assertThat(run(terminal, "trust", "add", "--yes", "--json")).isEqualTo(1);
    assertThat(terminal.printed.toString()).contains("\"code\":\"certificate-missing\"");

    assertThat(run(new FakeTerminal(), "trust")).isEqualTo(2);
    assertThat(run(new FakeTerminal(), "trust", "add", "--json")).isEqualTo(2);
    assertThat(computer.done).isEmpty();
  }

  private int run(FakeTerminal terminal, String... arguments) {
    var surroundings =
        new FakeSurroundings() {
          @Override
          public RootTrust trust(Path home) {
            return computer;
          }
        };
    return new CommandLineProgram(surroundings, terminal, Locale.ENGLISH).run(arguments);
  }

  private static final class Computer implements RootTrust {
    private static final Root ROOT =
        new Root("Gatehouse home root 0a1b", "AB:CD", Instant.parse("2037-01-02T00:00:00Z"));

    private final List<String> done = new ArrayList<>();
    private List<Outcome> outcomes =
        List.of(new Outcome(Place.SYSTEM, StepState.OK, List.of(), null));
    private Optional<Root> trusted = Optional.of(ROOT);
    private @Nullable Problem missing;

    @Override
    public Root root() throws ProblemException {
      if (missing != null) {
        throw missing.exception();
      }
      return ROOT;
    }

    @Override
    public Optional<Root> trusted() {
      return trusted;
    }

    @Override
    public List<Outcome> add() {
      done.add("add");
      return outcomes;
    }

    @Override
    public List<Outcome> remove() {
      done.add("remove");
      return outcomes;
    }
  }
}
