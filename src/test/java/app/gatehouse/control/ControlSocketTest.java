package app.gatehouse.control;

import static app.gatehouse.control.ServiceApiContract.problem;
import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.problem.ProblemCode;
import app.gatehouse.support.OtherJvm;
import app.gatehouse.support.Servers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlSocketTest {
  @TempDir Path folder;

  @Test
  void liesInTheUsersFolderForSockets() throws Exception {
    var runtime = Files.createDirectory(folder.resolve("run"));
    var socket = ControlSocket.prepare(folder.resolve("home"), Optional.of(runtime));
    assertThat(socket.getParent()).isEqualTo(runtime.resolve("gatehouse"));
    assertThat(rights(socket.resolveSibling(""))).isEqualTo("rwx------");
    assertThat(ControlSocket.prepare(folder.resolve("home"), Optional.of(runtime)))
        .isEqualTo(socket);
    assertThat(ControlSocket.prepare(folder.resolve("other"), Optional.of(runtime)))
        .isNotEqualTo(socket);
  }

  @Test
  void isShortHoweverLongTheHomeIs() throws Exception {
    var home = folder.resolve("很长的文件夹".repeat(20)).resolve("x".repeat(200));
    for (var runtime : java.util.List.of(folder.resolve("y".repeat(100)), folder)) {
      Files.createDirectories(runtime);
      var socket = ControlSocket.prepare(home, Optional.of(runtime));
      assertThat(socket.toString().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(104);
    }
  }

  @Test
  void fallsBackToAFolderOfItsOwn() throws Exception {
    var missing = folder.resolve("missing");
    var socket = ControlSocket.prepare(folder, Optional.of(missing));
    assertThat(socket.toString()).contains("/gatehouse-" + Peers.ownId() + "/");
    assertThat(rights(socket.resolveSibling(""))).isEqualTo("rwx------");
    assertThat(missing).doesNotExist();
  }

  @Test
  void takesAwayTheRightsOfOthers() throws Exception {
    var open = Files.createDirectory(folder.resolve("gatehouse"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    var socket = ControlSocket.prepare(folder, Optional.of(folder));
    assertThat(socket.getParent()).isEqualTo(open);
    assertThat(rights(open)).isEqualTo("rwx------");
  }

  @Test
  void doesNotGoThroughALinkOrIntoAFolderOfSomebodyElse() throws Exception {
    var victim = Files.createDirectory(folder.resolve("victim"));
    Files.createSymbolicLink(folder.resolve("gatehouse"), victim);
    var socket = ControlSocket.prepare(folder, Optional.of(folder));
    assertThat(socket.startsWith(folder)).isFalse();
    Files.delete(folder.resolve("gatehouse"));

    Servers.requireRoot();
    var theirs = Files.createDirectory(folder.resolve("gatehouse"));
    Files.setAttribute(theirs, "unix:uid", OtherJvm.STRANGER);
    socket = ControlSocket.prepare(folder, Optional.of(folder));
    assertThat(socket.getParent()).isNotEqualTo(theirs);
  }

  @Test
  void theHomeSaysWhereItIs() throws Exception {
    var socket = folder.resolve("a.sock");
    assertThat(ControlSocket.of(folder)).isEmpty();
    ControlSocket.announce(folder, socket);
    ControlSocket.announce(folder, socket);
    assertThat(ControlSocket.of(folder)).contains(socket);
    ControlSocket.withdraw(folder, folder.resolve("b.sock"));
    assertThat(ControlSocket.of(folder)).contains(socket);
    ControlSocket.withdraw(folder, socket);
    assertThat(ControlSocket.of(folder)).isEmpty();
    Files.createSymbolicLink(folder.resolve("control.path"), folder.resolve("elsewhere"));
    Files.writeString(folder.resolve("elsewhere"), "/tmp/trap.sock");
    assertThat(ControlSocket.of(folder)).isEmpty();
    assertThat(problem(() -> ControlSocket.announce(folder.resolve("missing"), socket)).code())
        .isEqualTo(ProblemCode.STORAGE_DENIED);
  }

  private static String rights(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
