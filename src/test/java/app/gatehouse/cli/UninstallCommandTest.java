package app.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.cli.Leftovers.Leftover;
import app.gatehouse.json.Json;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class UninstallCommandTest {
  private final Computer computer = new Computer();

  @Test
  void asksAndDoesNothingUntilTheAnswerIsYes() {
    var terminal = new FakeTerminal("n");
    assertThat(run(terminal, "uninstall")).isEqualTo(1);
    assertThat(computer.taken).isEmpty();
    assertThat(terminal.printed.toString())
        .contains("This is taken back", "starts by itself", "/nowhere", "Nothing was changed");

    assertThat(run(new FakeTerminal(), "uninstall")).isEqualTo(1);
    assertThat(computer.taken).isEmpty();

    assertThat(run(new FakeTerminal("y"), "uninstall")).isZero();
    assertThat(computer.taken).isNotEmpty();
  }

  @Test
  void takesBackTheServiceFirstAndSaysWhatItKeeps() {
    var terminal = new FakeTerminal();
    assertThat(run(terminal, "uninstall", "--yes")).isZero();
    assertThat(computer.taken)
        .containsExactly(
            Leftover.SERVICE, Leftover.REGISTRATION, Leftover.AUTOSTART, Leftover.FIREWALL_RULE);
    assertThat(terminal.printed.toString())
        .contains("sites, certificates and settings in /nowhere", "uninstall --trust")
        .contains("sudo apt remove gatehouse");
  }

  @Test
  void trustsTheRootNoLongerWhenAsked() {
    var terminal = new FakeTerminal();
    assertThat(run(terminal, "uninstall", "--yes", "--trust")).isZero();
    assertThat(computer.taken).endsWith(Leftover.TRUSTED_ROOT);
    assertThat(terminal.printed.toString()).doesNotContain("uninstall --trust");
  }

  @Test
  void goesOnAfterAFailureAndNamesIt() throws Exception {
    computer.refused = EnumSet.of(Leftover.FIREWALL_RULE, Leftover.SERVICE);
    var terminal = new FakeTerminal();
    assertThat(run(terminal, "uninstall", "--yes", "--json")).isEqualTo(1);
    assertThat(computer.taken).containsExactly(Leftover.REGISTRATION, Leftover.AUTOSTART);
    var answer = Json.PLAIN.read(terminal.printed.toString(), JsonNode.class);
    var steps = answer.get("steps");
    assertThat(steps.get(0).get("id").asString()).isEqualTo("service");
    assertThat(steps.get(0).get("problem").get("code").asString()).isEqualTo("no-permission");
    assertThat(steps.get(1).get("state").asString()).isEqualTo("ok");
    assertThat(steps.get(3).get("state").asString()).isEqualTo("failed");
    assertThat(answer.get("kept").get(0).asString()).isEqualTo("/nowhere");
    assertThat(answer.get("keepsTrust").asBoolean()).isTrue();
    assertThat(answer.get("packageRemoval").asString()).contains("remove gatehouse");
  }

  @Test
  void asksNothingWhereThereIsNothing() {
    computer.found = Set.of();
    var terminal = new FakeTerminal();
    assertThat(run(terminal, "uninstall")).isZero();
    assertThat(terminal.printed.toString()).contains("Nothing of Gatehouse lies outside");
  }

  private int run(FakeTerminal terminal, String... arguments) {
    var surroundings =
        new FakeSurroundings() {
          @Override
          public Leftovers leftovers(Path home) {
            return computer;
          }
        };
    return new CommandLineProgram(surroundings, terminal, Locale.ENGLISH).run(arguments);
  }

  /** One with everything on it. */
  private static final class Computer implements Leftovers {
    private final List<Leftover> taken = new ArrayList<>();
    private Set<Leftover> found = EnumSet.allOf(Leftover.class);
    private Set<Leftover> refused = EnumSet.noneOf(Leftover.class);

    @Override
    public Set<Leftover> find() {
      return found;
    }

    @Override
    public void takeBack(Leftover what) throws ProblemException {
      if (refused.contains(what)) {
        throw Problem.error(ProblemCode.NO_PERMISSION).exception();
      }
      taken.add(what);
    }

    @Override
    public Optional<String> packageRemoval() {
      return Optional.of("sudo apt remove gatehouse");
    }
  }
}
