package app.gatehouse.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/**
 * A real browser without a window, steered by its DevTools protocol. Every host name leads to
 * 127.0.0.1: it can reach nothing else.
 */
public final class Chromium implements AutoCloseable {
  private final ChildProcess process;
  private final DevTools tools;

  private Chromium(List<X509Certificate> roots) {
    var program = Servers.require("chromium");
    try {
      var home = Files.createTempDirectory("chromium");
      trust(home, roots);
      process =
          ChildProcess.of(program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic")
              .with("--no-first-run", "--disable-background-networking", "--disable-sync")
              .with("--disable-component-update", "--disable-dev-shm-usage", "--hide-scrollbars")
              .with("--host-resolver-rules=MAP * 127.0.0.1", "--window-size=1280,900")
              .with("--remote-debugging-port=0", "--user-data-dir=" + home.resolve("profile"))
              .environment("HOME", home.toString())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      var line = process.awaitLine("DevTools listening on ws:", Duration.ofSeconds(60));
      tools = DevTools.connect(URI.create(line.substring(line.indexOf("ws:")).trim()));
    } catch (RuntimeException | Error e) {
      process.close();
      throw e;
    }
  }

  /** Starts one that trusts the usual authorities only; skips the test when it is not here. */
  public static Chromium start() {
    return new Chromium(List.of());
  }

  /** Starts one that also trusts these roots, as if its user had installed them. */
  public static Chromium trusting(X509Certificate... roots) {
    return new Chromium(List.of(roots));
  }

  /** Opens a page in a new tab and waits until it is loaded. */
  public BrowserPage open(URI uri) {
    return BrowserPage.open(tools, uri);
  }

  @Override
  public void close() {
    tools.close();
    process.close();
  }

  private static void trust(Path home, List<X509Certificate> roots) throws IOException {
    if (roots.isEmpty()) {
      return;
    }
    var certutil = Servers.require("certutil");
    var database = Files.createDirectories(home.resolve(".pki/nssdb"));
    run(ChildProcess.of(certutil, "-N", "--empty-password", "-d", "sql:" + database));
    for (int i = 0; i < roots.size(); i++) {
      var file = Files.writeString(home.resolve("root.pem"), TestAuthority.pem(roots.get(i)));
      run(
          ChildProcess.of(certutil, "-A", "-d", "sql:" + database, "-n", "root " + i)
              .with("-t", "C,,", "-i", file));
    }
  }

  private static void run(ChildProcess.Builder command) {
    try (var running = command.start()) {
      if (running.awaitExit(Duration.ofSeconds(20)) != 0) {
        throw new IllegalStateException(running.output());
      }
    }
  }
}
