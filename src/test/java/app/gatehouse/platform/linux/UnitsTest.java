package app.gatehouse.platform.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnitsTest {
  private static final String SYSTEMCTL = "/usr/bin/systemctl ";
  private static final String SHOW =
      "show --timestamp=unix"
          + " --property=LoadState,ActiveState,UnitFileState,ActiveEnterTimestamp"
          + " gatehouse.service";
  private static final String NOT_FOUND =
      "LoadState=not-found\nActiveState=inactive\nUnitFileState=\nActiveEnterTimestamp=\n";

  @TempDir private Path root;
  private final ScriptedTools tools = new ScriptedTools();

  @BeforeEach
  void systemdRuns() throws Exception {
    Files.createDirectories(root.resolve("run/systemd/system"));
  }

  @Test
  void readsWhatSystemdSays() {
    var running =
        "LoadState=loaded\nActiveState=active\nUnitFileState=enabled\n"
            + "ActiveEnterTimestamp=@1795711932\n";
    var state = Units.parse(running);
    assertThat(state.known() && state.enabled() && state.active()).isTrue();
    assertThat(state.since()).contains(Instant.ofEpochSecond(1795711932));
    assertThat(Units.parse(NOT_FOUND)).isEqualTo(Units.State.NONE);
    assertThat(Units.parse("")).isEqualTo(Units.State.NONE);
    var forPeople = running.replace("@1795711932", "Thu 2026-11-26 16:52:12 UTC");
    assertThat(Units.parse(forPeople).since()).isEmpty();
    assertThat(Units.parse(running.replace("=active", "=failed")).since()).isEmpty();
  }

  @Test
  void enablesAndDisables() throws Exception {
    tools
        .answer(SYSTEMCTL + SHOW, "LoadState=loaded\nActiveState=active\n")
        .answer(SYSTEMCTL + "enable --now gatehouse.service", "")
        .answer(SYSTEMCTL + "disable --now gatehouse.service", "");
    var units = Units.ofSystem(tools, root);
    units.enable();
    units.disable();
    assertThat(tools.changes)
        .containsExactly(
            SYSTEMCTL + "enable --now gatehouse.service",
            SYSTEMCTL + "disable --now gatehouse.service");
  }

  @Test
  void disablesNothingThatIsNotThere() throws Exception {
    tools.answer(SYSTEMCTL + SHOW, NOT_FOUND);
    Units.ofSystem(tools, root).disable();
    assertThat(tools.changes).isEmpty();
  }

  @Test
  void saysSoWhereSystemdDoesNotRun() throws Exception {
    tools.answer(SYSTEMCTL + SHOW, NOT_FOUND);
    Files.delete(root.resolve("run/systemd/system"));
    var units = Units.ofSystem(tools, root);
    assertThat(units.state()).isEqualTo(Units.State.NONE);
    assertThatThrownBy(units::enable)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.NOT_SUPPORTED_HERE));
  }

  @Test
  void aUsersUnitIsWrittenStartedAndTakenBack() throws Exception {
    var config = root.resolve("config");
    var home = Path.of("/home/ada/.local/state/gatehouse");
    tools
        .answer(SYSTEMCTL + "--user " + SHOW, "LoadState=loaded\nActiveState=active\n")
        .answer(SYSTEMCTL + "--user daemon-reload", "")
        .answer(SYSTEMCTL + "--user enable --now gatehouse.service", "")
        .answer(SYSTEMCTL + "--user disable --now gatehouse.service", "");
    var unit = new UserUnit(config, Units.ofUser(tools, root));
    assertThat(unit.isFor(home)).isFalse();
    unit.install(List.of("/opt/gatehouse/bin/gatehouse-service", "--home=" + home), home);
    assertThat(unit.file()).isEqualTo(config.resolve("systemd/user/gatehouse.service")).exists();
    assertThat(unit.isFor(home)).isTrue();
    assertThat(unit.isFor(Path.of("/home/ada/.local/state/gatehous"))).isFalse();
    unit.remove();
    assertThat(unit.file()).doesNotExist();
    assertThat(tools.changes)
        .containsExactly(
            SYSTEMCTL + "--user daemon-reload",
            SYSTEMCTL + "--user enable --now gatehouse.service",
            SYSTEMCTL + "--user daemon-reload",
            SYSTEMCTL + "--user disable --now gatehouse.service",
            SYSTEMCTL + "--user daemon-reload");
  }

  @Test
  void aUsersUnitThatCannotBeStartedIsNotLeftBehind() {
    tools.refuse(SYSTEMCTL + "--user daemon-reload", "Failed to connect to bus");
    var unit = new UserUnit(root.resolve("config"), Units.ofUser(tools, root));
    assertThatThrownBy(() -> unit.install(List.of("/x"), Path.of("/h")))
        .isInstanceOf(ProblemException.class);
    assertThat(unit.file()).doesNotExist();
  }

  @Test
  void aUnitOfSomebodyElseStaysAsItIs() throws Exception {
    var unit = new UserUnit(root.resolve("config"), Units.ofUser(tools, root));
    tools.answer(SYSTEMCTL + "--user daemon-reload", "");
    Files.createDirectories(unit.file().getParent());
    Files.writeString(unit.file(), "[Service]\nExecStart=/bin/true\n");
    assertThatThrownBy(() -> unit.install(List.of("/x"), Path.of("/h")))
        .isInstanceOf(ProblemException.class);
    unit.remove();
    assertThat(unit.file()).hasContent("[Service]\nExecStart=/bin/true\n");
    assertThat(tools.changes).isEmpty();
  }

  @Test
  void wordsOfACommandStayWhatTheyAre() {
    assertThat(UserUnit.text(List.of("/opt/my apps/run", "--home=/h 100%"), Path.of("/h 100%")))
        .contains("ExecStart=\"/opt/my apps/run\" \"--home=/h 100%%\"\n")
        .contains("Restart=on-failure\n", "WantedBy=default.target\n");
    assertThat(UserUnit.quoted("a\"b\\c$d%e\nf")).isEqualTo("\"a\\\"b\\\\c$$d%%e\\nf\"");
  }
}
