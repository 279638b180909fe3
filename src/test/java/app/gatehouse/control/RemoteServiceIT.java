package app.gatehouse.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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

  @Test
  void aListenerThatFailsHarmsNobody() throws Exception {
    var report =
        api.checkHome(
            Set.of(80),
            null,
            check -> {
              throw new IllegalStateException("a listener's own trouble");
            });
    assertThat(report.checks()).isNotEmpty();
    assertThat(api.info()).isEqualTo(fake.info());
  }

  @AfterEach
  void closeServer() {
    if (server != null) {
      server.close();
    }
  }
}
