package app.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServiceCommandTest {
  private static final Registration.State NONE =
      new Registration.State(Registration.Kind.PORTABLE, false, false, null, null, null);

  private final FakeTerminal terminal = new FakeTerminal();
  private final Computer computer = new Computer();

  @Test
  void tellsWhatThereIs() {
    computer.state =
        new Registration.State(
            Registration.Kind.INSTALLED,
            true,
            true,
            Instant.parse("2027-01-02T03:04:05Z"),
            true,
            false);
    assertThat(run("service", "status", "--json")).isZero();
    assertThat(terminal.printed.toString())
        .isEqualTo(
            "{\"kind\":\"installed\",\"registered\":true,\"active\":true,"
                + "\"since\":\"2027-01-02T03:04:05Z\",\"listening\":true,\"sessionOnly\":false}\n");
    assertThat(run("service", "status")).isZero();
    assertThat(terminal.printed.toString())
        .contains("installed on this computer", "starts with this computer")
        .contains("It runs since", "2027", "Its ports are open");
  }

  @Test
  void endsAsOtherQuestionsDoWhereNoServiceRuns() {
    assertThat(run("service", "status")).isEqualTo(3);
    assertThat(terminal.printed.toString())
        .contains("is portable here", "/nowhere", "does not start by itself", "does not run");
  }

  @Test
  void installsAndSaysWhatASessionMeans() {
    assertThat(run("service", "install")).isZero();
    assertThat(terminal.printed.toString()).contains("when you sign in", "loginctl enable-linger");
    assertThat(run("service", "remove", "--json")).isZero();
    assertThat(terminal.printed.toString())
        .endsWith("{\"kind\":\"portable\",\"registered\":false,\"active\":false}\n");
  }

  @Test
  void namesWhyItCannot() {
    computer.refusal = Problem.error(ProblemCode.NOT_SUPPORTED_HERE).variant("systemd");
    assertThat(run("service", "install")).isEqualTo(1);
    assertThat(terminal.complained.toString()).contains("systemd", "gatehouse serve");
    assertThat(run("service", "remove", "--json")).isEqualTo(1);
    assertThat(terminal.printed.toString()).contains("\"code\":\"not-supported-here\"");
  }

  private int run(String... arguments) {
    var surroundings =
        new FakeSurroundings() {
          @Override
          public Registration registration(Path home) {
            return computer;
          }
        };
    return new CommandLineProgram(surroundings, terminal, Locale.ENGLISH).run(arguments);
  }

  private static final class Computer implements Registration {
    private State state = NONE;
    private @Nullable Problem refusal;

    @Override
    public State state() {
      return state;
    }

    @Override
    public void install() throws ProblemException {
      refuse();
      state = new State(Kind.PORTABLE, true, true, null, false, true);
    }

    @Override
    public void remove() throws ProblemException {
      refuse();
      state = NONE;
    }

    private void refuse() throws ProblemException {
      if (refusal != null) {
        throw refusal.exception();
      }
    }
  }
}
