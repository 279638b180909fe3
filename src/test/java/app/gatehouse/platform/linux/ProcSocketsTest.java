package app.gatehouse.platform.linux;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.apps.ListeningSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcSocketsTest {
  private static final String HEAD =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout"
          + " inode\n";

  private static final String TCP =
      HEAD
          + line("0100007F:1EB4", "0A", 4711)
          + line("00000000:0050", "0A", 4712)
          // An open connection is not somebody who listens.
          + line("0100007F:1EB4", "01", 4713)
          + "   3: nonsense\n";

  private static final String TCP6 =
      HEAD
          + line("00000000000000000000000001000000:1F90", "0A", 4714)
          + line("00000000000000000000000000000000:1388", "0A", 4715)
          + line("0000000000000000FFFF00000100007F:22B8", "0A", 4716);

  @TempDir Path proc;

  @Test
  void readsWhoListensInBothFamilies() throws IOException {
    table("tcp", TCP);
    table("tcp6", TCP6);

    assertThat(new ProcSockets(proc).list().orElseThrow())
        .containsExactly(
            new ListeningSocket("127.0.0.1", 7860, null, null),
            new ListeningSocket("0.0.0.0", 80, null, null),
            new ListeningSocket("::1", 8080, null, null),
            new ListeningSocket("::", 5000, null, null),
            new ListeningSocket("127.0.0.1", 8888, null, null));
  }

  @Test
  void namesTheProgramThatHoldsASocket() throws IOException {
    table("tcp", TCP);
    program(42, "python3", 4711);
    program(7, "sh", 9999);

    assertThat(new ProcSockets(proc).list().orElseThrow())
        .containsExactly(
            new ListeningSocket("127.0.0.1", 7860, 42L, "python3"),
            new ListeningSocket("0.0.0.0", 80, null, null));
  }

  @Test
  void listsAProgramThatMayNotBeLookedInto() throws IOException {
    table("tcp", TCP);
    program(42, "python3", 4711);
    Files.writeString(Files.createDirectory(proc.resolve("43")).resolve("comm"), "secret\n");

    assertThat(new ProcSockets(proc).list().orElseThrow()).hasSize(2);
  }

  @Test
  void saysWhenThereIsNoTable() {
    assertThat(new ProcSockets(proc).list()).isEmpty();
  }

  @Test
  void findsARealListener() throws IOException {
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/net/tcp")), "Linux: no /proc/net/tcp");
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var found =
          new ProcSockets(Path.of("/proc"))
              .list().orElseThrow().stream()
                  .filter(socket -> socket.port() == listener.getLocalPort())
                  .findFirst();

      assertThat(found).isPresent();
      assertThat(found.get().bind()).isEqualTo("127.0.0.1");
      assertThat(found.get().pid()).isEqualTo(ProcessHandle.current().pid());
      assertThat(found.get().process()).isNotBlank();
    }
  }

  private static String line(String local, String state, int inode) {
    return "   0: "
        + local
        + " 00000000:0000 "
        + state
        + " 00000000:00000000 00:00000000 00000000  1000        0 "
        + inode
        + " 1 0000000000000000 100 0 0 10 0\n";
  }

  private void table(String name, String content) throws IOException {
    Files.writeString(Files.createDirectories(proc.resolve("net")).resolve(name), content);
  }

  private void program(int pid, String name, int inode) throws IOException {
    var folder = Files.createDirectories(proc.resolve(pid + "/fd"));
    Files.createSymbolicLink(folder.resolve("0"), Path.of("/dev/null"));
    Files.createSymbolicLink(folder.resolve("3"), Path.of("socket:[" + inode + "]"));
    Files.writeString(proc.resolve(pid + "/comm"), name + "\n");
  }
}
