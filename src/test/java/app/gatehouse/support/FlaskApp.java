package app.gatehouse.support;

import java.net.URI;
import java.nio.file.Path;

/** A real Flask app: {@code POST /ocr}, {@code /tts?text=}, {@code /headers}, {@code /events}. */
public final class FlaskApp implements AutoCloseable {
  private final int port;
  private ChildProcess process;

  private FlaskApp(int port) {
    this.port = port;
    process = run();
  }

  /** Starts it on 127.0.0.1 and waits until it answers; skips the test when Flask is not here. */
  public static FlaskApp start() {
    return new FlaskApp(FreePorts.next());
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public int port() {
    return port;
  }

  /** What it printed: one line per request. */
  public String output() {
    return process.output();
  }

  /** Ends it; its port refuses connections. */
  public void stop() {
    process.kill();
  }

  /** Starts it again on the same port. */
  public void restart() {
    process.kill();
    process = run();
  }

  @Override
  public void close() {
    process.close();
  }

  private ChildProcess run() {
    Path python = Servers.requirePython("flask");
    var script = Servers.sources().resolve("flask/speech_and_text.py");
    var started = ChildProcess.of(python, "-B", script, port).start();
    started.awaitPort(port);
    return started;
  }
}
