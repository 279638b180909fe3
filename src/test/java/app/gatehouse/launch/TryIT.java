package app.gatehouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.sample.SampleApp;
import app.gatehouse.support.Eventually;
import app.gatehouse.support.Servers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class TryIT {
  @TempDir private Path folder;

  @Test
  void verifiesTheWholePathAndLeavesNothingBehind() throws IOException {
    var answer = new GatehouseRun(folder).run("try", "--once", "--json");
    assertThat(answer.status()).as(answer.err()).isZero();
    var trial = answer.json();
    assertThat(trial.get("url").asString()).matches("https://localhost:\\d{4,5}/");
    assertThat(trial.get("checks").valueStream().map(check -> check.get("id").asString()))
        .containsExactly("sample-app", "open-ports", "certificate", "publish", "prove", "page");
    assertThat(trial.get("checks").valueStream().map(check -> check.get("state").asString()))
        .containsOnly("ok");
    assertThat(trial.get("doctor").get("verdict").has("state")).isTrue();
    assertNothingLeft(trial);
  }

  @Test
  void saysInWordsThatNoPublicAuthorityWasInvolved() {
    assertThat(new GatehouseRun(folder).run("try", "--once").out())
        .contains("✓", "https://localhost:", "No public certificate authority");
    assertThat(new GatehouseRun(folder).run("--lang", "zh-CN", "try", "--once").out())
        .contains("✓", "没有任何公共证书颁发机构参与");
  }

  @Test
  void staysForOtherVisitorsUntilItIsAskedToEnd() throws Exception {
    var curl = Servers.require("curl");
    try (var running = new GatehouseRun(folder).startWithSettings("try", "--json")) {
      Eventually.isTrue(
          "prints its answer", Duration.ofSeconds(60), () -> running.out().endsWith("}\n"));
      var trial = new GatehouseRun.Answer(0, running.out(), "").json();
      var root = trial.get("root").asString();
      var url = trial.get("url").asString();
      assertThat(Files.readString(Path.of(root))).doesNotContain("PRIVATE");
      assertThat(fetch(curl, "--cacert", root, url)).contains(SampleApp.MARKER);
      assertThat(fetch(curl, url)).as("without the root").isEmpty();
      assertThat(fetch(curl, "--cacert", root, url.replace("localhost", "127.0.0.1")))
          .as("another name")
          .isEmpty();
      running.process().destroy();
      assertThat(running.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertNothingLeft(trial);
    }
  }

  @Test
  void takesNoNoticeOfAHomeThatCannotBeWrittenTo() throws IOException {
    Files.writeString(folder.resolve("home"), "a file where a folder is due");
    assertThat(new GatehouseRun(folder).run("try", "--once").status()).isZero();
  }

  private static String fetch(Path curl, String... arguments)
      throws IOException, InterruptedException {
    var command = new java.util.ArrayList<String>();
    command.add(curl.toString());
    command.addAll(java.util.List.of("-s", "--noproxy", "*", "--max-time", "20"));
    command.addAll(java.util.List.of(arguments));
    var process = new ProcessBuilder(command).start();
    try (var out = process.getInputStream()) {
      var page = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return page;
    }
  }

  private static void assertNothingLeft(JsonNode trial) {
    var folder = Path.of(trial.get("root").asString());
    while (!folder.getFileName().toString().startsWith("gatehouse-try-")) {
      folder = folder.getParent();
    }
    assertThat(folder).doesNotExist();
  }
}
