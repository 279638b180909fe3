package app.gatehouse.control;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class RemoteServiceIT extends ServiceApiContract {
  @TempDir static Path folder;
  private static int count;
  private @Nullable ControlServer server;

  @Override
  ServiceApi connect(FakeService service) throws Exception {
    var opened = new ControlServer(service, folder.resolve("s" + count++), PeerPolicy.sameUser());
    opened.open();
    server = opened;
    return ControlClient.connect(opened.socket());
  }

  @AfterEach
  void closeServer() {
    if (server != null) {
      server.close();
    }
  }
}
