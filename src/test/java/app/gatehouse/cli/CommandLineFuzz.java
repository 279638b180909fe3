package app.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.json.Json;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.support.Seeds;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Whatever is typed behind {@code gatehouse}, one argument in each line: an exit status of the
 * contract, words without a trace of the program's inside, and with {@code --json} a document.
 */
class CommandLineFuzz {
  private static final Logger LOG = Logger.getLogger("app.gatehouse.cli");

  @BeforeAll
  static void silence() {
    LOG.setLevel(Level.OFF);
  }

  @AfterAll
  static void speak() {
    LOG.setLevel(null);
  }

  static Stream<byte[]> seeds() {
    return Seeds.utf8(
        "status\n--json",
        "setup\n--app\n7860\n--address\nprivate\n--guard\nopen\n--yes\n--json",
        "setup\n--app=\n--address=own-domain\n--name= a b \n--yes",
        "setup\n--credential-file\n\0",
        "setup\n--ca\n::",
        "setup\n--key-file",
        "doctor\n--port\n80,,443",
        "doctor\n--port\n99999999999\n--name\n..",
        "site\nshow\n${sys:user.home}",
        "site\npause\n",
        "renew\n--force\na\nb",
        "--lang\nzh-CN\nnonsense",
        "--lang=xx\nstatus",
        "--set\nhttp.port\napps",
        "--set=http.port=80=81\nserve",
        "--home\n\0\nstatus",
        "--home=\nstatus\n--json",
        "@/etc/hostname",
        "--\nstatus",
        "service\nstatus\n--json",
        "service\ninstall",
        "uninstall\n--yes\n--trust\n--json",
        "uninstall\n--home=",
        "explain\n-",
        "--help",
        "setup\n--help\n--lang\nzh",
        "-v\n-v\nstop",
        "\ud83d\ude00");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void kept(byte[] line) throws IOException {
    endsByTheContract(line);
  }

  @DictionaryEntries({
    "status\\x0A",
    "setup\\x0A--app\\x0A7860\\x0A--address\\x0Aprivate\\x0A--guard\\x0Aopen\\x0A--yes",
    "doctor\\x0A--port\\x0A",
    "site\\x0Ashow\\x0A",
    "service\\x0Ainstall",
    "uninstall\\x0A--yes",
    "\\x0A--json",
    "--home\\x0A",
    "--set\\x0Ahttp.port=",
    "--lang\\x0Azh-CN",
    "--credential-file\\x0A",
    "@"
  })
  @MethodSource("seeds")
  @FuzzTest
  void endsByTheContract(byte[] bytes) throws IOException {
    var arguments = new String(bytes, StandardCharsets.UTF_8).split("\n");
    var terminal = new FakeTerminal("1", "x", "y");
    var program = new CommandLineProgram(new NothingThere(), terminal, Locale.SIMPLIFIED_CHINESE);
    var status = program.run(arguments);
    assertThat(status).isBetween(0, 3);
    var printed = terminal.printed.toString();
    var complained = terminal.complained.toString();
    assertThat(complained).doesNotContain("Exception:", "\tat ", "picocli", "<cli.", "null");
    if (status == 1 || status == 3) {
      assertThat(printed + complained).doesNotContain("\"code\":\"unknown\"", "short-code");
    }
    if (printed.startsWith("{")) {
      assertThat(Json.PLAIN.read(printed, JsonNode.class).isObject()).isTrue();
    }
  }

  /** Everything is refused as the real surroundings would. */
  private static final class NothingThere extends FakeSurroundings {
    @Override
    public ServiceApi connectOrStart(Path home, Map<String, String> overrides)
        throws ProblemException {
      throw Problem.error(ProblemCode.STORAGE_DENIED).with("file", home).exception();
    }

    @Override
    public Registration registration(Path home) {
      return new Registration() {
        @Override
        public State state() {
          return new State(Kind.PORTABLE, false, false, null, null, null);
        }

        @Override
        public void install() throws ProblemException {
          throw Problem.error(ProblemCode.NOT_SUPPORTED_HERE).exception();
        }

        @Override
        public void remove() throws ProblemException {
          install();
        }
      };
    }

    @Override
    public Leftovers leftovers(Path home) {
      return new Leftovers() {
        @Override
        public Set<Leftover> find() {
          return Set.of(Leftover.AUTOSTART);
        }

        @Override
        public void takeBack(Leftover what) throws ProblemException {
          throw Problem.error(ProblemCode.STORAGE_DENIED).with("file", home).exception();
        }

        @Override
        public Optional<String> packageRemoval() {
          return Optional.empty();
        }
      };
    }

    @Override
    public Inspection inspect(Path home, Map<String, String> overrides) throws ProblemException {
      throw Problem.error(ProblemCode.STORAGE_DENIED).with("file", home).exception();
    }

    @Override
    public Trial startTrial(Map<String, String> overrides) throws ProblemException {
      throw Problem.error(ProblemCode.PORT_IN_USE).with("port", 80).exception();
    }
  }
}
