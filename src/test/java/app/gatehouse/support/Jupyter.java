package app.gatehouse.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A real Jupyter notebook server: its kernels speak WebSocket. */
public final class Jupyter implements AutoCloseable {
  /** The token that this server asks for ({@code ?token=} or {@code Authorization: token …}). */
  public static final String TOKEN = "token-of-the-test";

  private final int port = FreePorts.next();
  private final ChildProcess process;

  private Jupyter(List<String> settings) {
    var program = Servers.require("jupyter-notebook");
    try {
      var home = Files.createTempDirectory("jupyter");
      var command =
          ChildProcess.of(program, "--no-browser", "--allow-root", "--ip=127.0.0.1")
              .with("--port=" + port, "--port-retries=0", "--NotebookApp.token=" + TOKEN)
              .with("--notebook-dir=" + Files.createDirectory(home.resolve("notebooks")))
              .with(settings.toArray())
              .in(home)
              .environment("HOME", home.toString())
              .environment("JUPYTER_RUNTIME_DIR", home.resolve("run").toString())
              // Another Python in the path does not see the system's packages.
              .environment("PATH", "/usr/bin:/bin");
      process = command.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    process.awaitLine("is running at", Duration.ofSeconds(60));
    process.awaitPort(port);
  }

  /**
   * Starts it on 127.0.0.1 and waits until it answers; skips the test when it is not here.
   *
   * @param settings further options, such as {@code --NotebookApp.allow_remote_access=True}, which
   *     it needs to answer under another host name
   */
  public static Jupyter start(String... settings) {
    return new Jupyter(new ArrayList<>(List.of(settings)));
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public int port() {
    return port;
  }

  public String output() {
    return process.output();
  }

  @Override
  public void close() {
    process.stop();
  }
}
