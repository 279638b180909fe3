package app.gatehouse.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouterIT {
  /** Asks for a mapping of TCP port 80 to 8080 by NAT-PMP and prints result code and port. */
  private static final String MAP =
      """
      import socket, struct
      s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
      s.settimeout(5)
      s.sendto(struct.pack('>BBHHHI', 0, 2, 0, 8080, 80, 3600), ('192.168.77.1', 5351))
      answer = s.recv(100)
      print('code', struct.unpack('>H', answer[2:4])[0], 'port', struct.unpack('>H', answer[10:12])[0])
      """;

  private static final Path PYTHON = Path.of("/usr/bin/python3");

  @TempDir Path folder;

  @Test
  void letsTheInternetInWhereTheHomeAskedForAMapping() throws Exception {
    Files.writeString(folder.resolve("hello"), "from home");
    try (var router = Router.start();
        var web = router.atHome(PYTHON, "-u", "-c", serving(folder)).start()) {
      web.awaitLine("ready");
      var url = "http://" + Router.PUBLIC_ADDRESS + "/hello";
      var curl = Servers.require("curl");
      assertThat(run(router.onTheInternet(curl, "-s", "-m", "2", url))).doesNotContain("from home");

      assertThat(run(router.atHome(PYTHON, "-c", MAP))).contains("code 0 port 80");
      assertThat(run(router.onTheInternet(curl, "-s", "-m", "5", url))).contains("from home");
    }
  }

  @Test
  void grantsOnlyHighPortsWhenToldSo() {
    try (var router = Router.start(Map.of("ALLOW", "1024-65535"))) {
      assertThat(run(router.atHome(PYTHON, "-c", MAP))).doesNotContain("port 80");
    }
  }

  @Test
  void leavesNothingBehind() {
    var ip = Servers.require("ip");
    try (var router = Router.start(Map.of("CARRIER", "100.64.0.7"))) {
      assertThat(run(ChildProcess.of(ip, "netns"))).contains(own());
      assertThat(run(router.atHome(PYTHON, "-c", MAP))).contains("code 0");
    }
    assertThat(run(ChildProcess.of(ip, "netns"))).doesNotContain(own());
  }

  private static String own() {
    return "g" + ProcessHandle.current().pid() + "n";
  }

  private static String serving(Path folder) {
    // Without the question for its own name, which nobody answers in there.
    return """
    import functools, http.server, socketserver
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory='%s')
    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
    server = Server(('0.0.0.0', 8080), handler)
    print('ready')
    server.serve_forever()
    """
        .formatted(folder);
  }

  private static String run(ChildProcess.Builder command) {
    try (var running = command.start()) {
      running.awaitExit(Duration.ofSeconds(20));
      return running.output();
    }
  }
}
