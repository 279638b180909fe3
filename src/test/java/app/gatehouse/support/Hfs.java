package app.gatehouse.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The real file server HFS, sharing one folder at its root with everybody, uploads included. */
public final class Hfs implements AutoCloseable {
  private final int port = FreePorts.next();
  private final Path shared;
  private final ChildProcess process;

  private Hfs(String... settings) {
    var program = Servers.requireFolder("hfs").resolve("src/index.js");
    var node = Servers.require("node");
    try {
      var home = Files.createTempDirectory("hfs");
      shared = Files.createDirectory(home.resolve("shared"));
      Files.writeString(
          home.resolve("config.yaml"),
          """
          port: %d
          listen_interface: 127.0.0.1
          https_port: -1
          open_browser_at_start: false
          auto_check_update: false
          vfs:
            can_upload: true
            children:
              - source: %s
                name: shared
                can_upload: true
          %s
          """
              .formatted(port, shared, String.join("\n", settings)));
      process =
          ChildProcess.of(node, program, "--cwd", home)
              .in(home)
              .environment("HOME", home + "")
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // It listens before it has read what it shares.
    Eventually.isTrue(
        "HFS shares its folder",
        () -> {
          var connection = (HttpURLConnection) uri().resolve("/shared/").toURL().openConnection();
          connection.setConnectTimeout(2000);
          connection.setReadTimeout(2000);
          return connection.getResponseCode() == 200;
        });
  }

  /**
   * Starts it on 127.0.0.1 and waits until it answers; skips the test when it is not here.
   *
   * @param settings further lines of its configuration, such as {@code proxies: 1}
   */
  public static Hfs start(String... settings) {
    return new Hfs(settings);
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public int port() {
    return port;
  }

  /** The folder that is shared as {@code /shared/}. */
  public Path shared() {
    return shared;
  }

  @Override
  public void close() {
    process.close();
  }
}
