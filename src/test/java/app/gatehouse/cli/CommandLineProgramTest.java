package app.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.json.Json;
import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.NameReport;
import app.gatehouse.model.network.PortOutcome;
import app.gatehouse.model.network.ProbeParty;
import app.gatehouse.model.network.ProofWish;
import app.gatehouse.model.network.Verdict;
import app.gatehouse.model.network.Way;
import app.gatehouse.model.site.AppKind;
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CommandLineProgramTest {
  @TempDir private Path folder;

  private final FakeTerminal terminal = new FakeTerminal();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "status --nonsense",
        "status one two",
        "site",
        "site show",
        "renew a b",
        "doctor --port x",
        "doctor --port 0",
        "doctor --port 70000",
        "doctor --guide castle",
        "status --lang fr",
        "setup --address castle",
        "setup --guard moat",
        "setup --challenge duel",
        "setup --ca ftp://x",
        "apps --set nonsense=1",
        "try --set nonsense=1",
        "status --set http.port=1",
        "stop --set http.port=1",
        "renew --set http.port=1",
        "site list --set http.port=1",
        "service",
        "service start",
        "service install --set http.port=1",
        "service status other",
        "uninstall --json",
        "uninstall --set http.port=1",
        "uninstall everything",
        "serve --json"
      })
  void refusesWrongUsageInWordsOnStandardErrorOnly(String line) {
    assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
    assertThat(terminal.printed.toString()).isEmpty();
    assertThat(terminal.complained.toString()).isNotBlank().doesNotContain("Exception", "picocli");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "explain some text",
        "explain -",
        "backup FILE",
        "key list",
        "user add --name x",
        "restore FILE",
        "export nginx",
        "import caddy PATH",
        "setup --challenge dns-01",
        "setup --address public-ip"
      })
  void saysHonestlyWhatIsNotBuiltYet(String line) {
    assertThat(run(line.split(" "))).isEqualTo(2);
    assertThat(terminal.complained.toString()).contains("not built yet");
  }

  @Test
  void offersInHelpOnlyWhatWorks() {
    assertThat(run("--help")).isZero();
    assertThat(terminal.printed.toString())
        .contains("setup", "try", "apps", "doctor", "status", "site", "renew", "serve", "stop")
        .contains("service", "uninstall")
        .doesNotContain("explain", "backup", "cli.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "setup",
        "try",
        "apps",
        "doctor",
        "status",
        "site",
        "site list",
        "site show",
        "site pause",
        "site resume",
        "site remove",
        "renew",
        "serve",
        "stop",
        "service",
        "service status",
        "service install",
        "service remove",
        "uninstall"
      })
  void explainsEveryCommandInBothLanguages(String command) {
    assertThat(run((command + " --help --lang en").split(" "))).isZero();
    assertThat(run((command + " --help --lang zh-CN").split(" "))).isZero();
    assertThat(terminal.printed.toString())
        .contains("Show this help", "显示本帮助")
        .doesNotContain("<cli.", "cli.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "stop", "renew", "site list", "site show x", "site pause x"})
  void saysWithStatusThreeThatNoServiceRuns(String command) throws IOException {
    assertThat(run(command.split(" "))).isEqualTo(3);
    assertThat(terminal.printed.toString()).isEmpty();
    assertThat(run((command + " --json").split(" "))).isEqualTo(3);
    assertThat(json().get("problem").get("code").asString()).isEqualTo("service-not-reachable");
    assertThat(json().get("problem").get("action").asString()).isNotBlank();
    assertThat(json().get("problem").propertyNames())
        .containsExactly("code", "severity", "title", "cause", "action", "facts");
  }

  @Test
  void refusesALoginWithoutCredentialsBeforeAnythingIsStarted() throws IOException {
    assertThat(run("setup --app 1 --address private --guard login --yes --json".split(" ")))
        .isEqualTo(2);
    assertThat(json().get("problem").get("code").asString()).isEqualTo("credentials-missing");
  }

  @Test
  void takesSecretsFromTheEnvironmentAndAFileButShowsNone() throws IOException {
    terminal.environment.put("GATEHOUSE_USER", "ada");
    var file = Files.writeString(folder.resolve("secrets"), "# mine\npassword=s3cret\n");
    assertThat(setUpALogin(file)).isEqualTo(1);
    assertThat(json().get("problem").get("code").asString()).isEqualTo("credentials-too-weak");
    assertThat(terminal.printed + "" + terminal.complained).doesNotContain("s3cret");
  }

  @Test
  void readsACredentialFileAsWindowsWritesIt() throws IOException {
    var file =
        Files.writeString(folder.resolve("secrets"), "\uFEFFuser=ada\r\npassword=s3cret\r\n");
    assertThat(setUpALogin(file)).isEqualTo(1);
    assertThat(json().get("problem").get("code").asString()).isEqualTo("credentials-too-weak");
  }

  @Test
  void stoppingWhatDoesNotRunAdvisesNobodyToStartIt() {
    assertThat(run("stop")).isEqualTo(3);
    assertThat(terminal.complained.toString())
        .contains("is not running", "nothing to stop")
        .doesNotContain("gatehouse serve");
  }

  @Test
  void failsWhenItsAnswerCannotBeWritten() {
    var full =
        new FakeTerminal() {
          private final PrintWriter out =
              new PrintWriter(
                  new OutputStream() {
                    @Override
                    public void write(int octet) throws IOException {
                      throw new IOException("No space left on device");
                    }
                  });

          @Override
          public PrintWriter out() {
            return out;
          }
        };
    var program = new CommandLineProgram(new Looking(List.of()), full, Locale.ENGLISH);
    assertThat(program.run("apps")).isEqualTo(1);
    assertThat(full.complained.toString()).contains("could not be written");
  }

  @Test
  void refusesACredentialFileThatItDoesNotUnderstandWithoutShowingIt() throws IOException {
    var file = Files.writeString(folder.resolve("secrets"), "passwort=s3cret\n");
    assertThat(run("setup", "--credential-file=" + file)).isEqualTo(2);
    assertThat(run("setup", "--credential-file=" + folder.resolve("none"))).isEqualTo(2);
    assertThat(terminal.printed + "" + terminal.complained)
        .contains("secrets")
        .doesNotContain("s3cret", "passwort");
  }

  @Test
  void serveNamesTheProblemOnStandardError() {
    assertThat(run("serve")).isEqualTo(1);
    assertThat(terminal.printed.toString()).isEmpty();
    assertThat(terminal.complained.toString()).contains("already at work");
  }

  @Test
  void servesWithItsOwnOptionsAsWithTheCommand() {
    assertThat(serve("--home=" + folder, "--lang", "zh-CN", "-v", "--set=http.port=81"))
        .isEqualTo(1);
    assertThat(terminal.printed.toString()).isEmpty();
    assertThat(terminal.complained.toString()).contains("已在运行");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nonsense", "--nonsense", "--lang=fr", "--set=nonsense=1", "--home=", "--json"})
  void tellsHowToServeAsWithTheCommand(String argument) {
    assertThat(serve(argument)).isEqualTo(2);
    assertThat(terminal.printed.toString()).isEmpty();
    assertThat(terminal.complained.toString()).contains("--help");
  }

  @Test
  void printsAppsInTheirJsonShape() throws IOException {
    var surroundings = new Looking(List.of());
    assertThat(run(surroundings, "apps", "--json")).isZero();
    assertThat(terminal.printed.toString())
        .isEqualTo(
            "{\"apps\":[{\"url\":\"http://127.0.0.1:5000\",\"preset\":\"flask\",\"name\":\"Flask\","
                + "\"kind\":\"api\",\"bind\":\"127.0.0.1\",\"warnings\":[]}]}\n");
  }

  @Test
  void printsDoctorInItsJsonShapeAndFailsForErrorsOnly() throws IOException {
    var problem = Problem.warning(ProblemCode.REACHABILITY_UNPROVEN);
    assertThat(run(new Looking(List.of(CheckResult.of("router", problem))), "doctor", "--json"))
        .isZero();
    assertThat(json().get("verdict").get("state").asString()).isEqualTo("unknown");
    assertThat(json().get("checks").get(0).get("state").asString()).isEqualTo("warning");
    assertThat(json().propertyNames())
        .contains("verdict", "checks", "ports", "addresses")
        .doesNotContain("name");
    var error = Problem.error(ProblemCode.PORT_IN_USE).with("port", 80);
    terminal.printed.getBuffer().setLength(0);
    assertThat(
            run(
                new Looking(List.of(CheckResult.of("port-80", error))),
                "doctor",
                "--port",
                "80,8443",
                "--name",
                "app.example.com"))
        .isEqualTo(1);
    assertThat(terminal.printed.toString()).contains("Port 80", "app.example.com");
  }

  @Test
  void printsTheGuideOfARouterBrand() throws IOException {
    run(new Looking(List.of()), "doctor", "--guide", "tp-link");
    assertThat(terminal.printed.toString())
        .contains("Advanced → NAT Forwarding → Virtual Servers", "external port 443");

    terminal.printed.getBuffer().setLength(0);
    run(new Looking(List.of()), "doctor", "--json", "--guide", "tp-link");
    var guide = json().get("guides").get(0);
    assertThat(guide.get("id").asString()).isEqualTo("forward");
    assertThat(guide.get("brand").asString()).isEqualTo("tp-link");
    assertThat(guide.get("steps").get(0).asString()).isEqualTo("open");
  }

  @Test
  void wrapsAnUnforeseenFailureIntoAProblemWithAShortCode() throws IOException {
    var broken =
        new FakeSurroundings() {
          @Override
          public Inspection inspect(Path home, Map<String, String> overrides) {
            throw new IllegalStateException("boom");
          }
        };
    assertThat(run(broken, "apps", "--json")).isEqualTo(1);
    var problem = json().get("problem");
    assertThat(problem.get("code").asString()).isEqualTo("unknown");
    assertThat(problem.get("facts").get("short-code").asString()).matches("[0-9A-F]{8}");
    assertThat(problem.get("detail").asString()).contains("boom");
  }

  @ParameterizedTest
  @EnumSource(Severity.class)
  void neverPrintsASecondDocument(Severity severity) throws IOException {
    var problem = Problem.error(ProblemCode.CGNAT).severity(severity);
    run(new Looking(List.of(CheckResult.of("router", problem))), "doctor", "--json", "-v");
    assertThat(terminal.printed.toString().lines()).hasSize(1);
    assertThat(json()).isNotNull();
  }

  private int setUpALogin(Path secrets) {
    var line = "setup --app 1 --address private --guard login --yes --json --credential-file";
    return run((line + " " + secrets).split(" "));
  }

  private int run(String... arguments) {
    return run(new FakeSurroundings(), arguments);
  }

  private int run(Surroundings surroundings, String... arguments) {
    return new CommandLineProgram(surroundings, terminal, Locale.ENGLISH).run(arguments);
  }

  private int serve(String... arguments) {
    return new CommandLineProgram(new FakeSurroundings(), terminal, Locale.ENGLISH)
        .serve(arguments);
  }

  private JsonNode json() throws IOException {
    return Json.PLAIN.read(terminal.printed.toString(), JsonNode.class);
  }

  /** A computer with one app and one home. */
  private static final class Looking extends FakeSurroundings {
    private final List<CheckResult> checks;

    Looking(List<CheckResult> checks) {
      this.checks = checks;
    }

    @Override
    public Inspection inspect(Path home, Map<String, String> overrides) {
      return new Inspection() {
        @Override
        public List<LocalApp> findApps() {
          var url = new Upstream("127.0.0.1", 5000);
          return List.of(
              new LocalApp(url, "flask", "Flask", AppKind.API, null, "127.0.0.1", List.of()));
        }

        @Override
        public HomeReport checkHome(Set<Integer> ports) {
          var unproven = Problem.warning(ProblemCode.REACHABILITY_UNPROVEN);
          return new HomeReport(
              new Verdict(PortOutcome.UNKNOWN, unproven),
              checks,
              List.of(),
              List.of(),
              null,
              Way.PROVE_FIRST);
        }

        @Override
        public HomeReport proveHome(ProofWish wish) {
          return checkHome(wish.ports());
        }

        @Override
        public List<ProbeParty> probeParties() {
          return List.of(new ProbeParty("knocker", "knocker.example", true, false));
        }

        @Override
        public NameReport checkName(SiteAddress address) {
          return new NameReport(address.host(), List.of("203.0.113.7"), false, null);
        }

        @Override
        public void close() {}
      };
    }
  }
}
