package app.gatehouse.reach.router;

import app.gatehouse.net.HttpAnswer;
import app.gatehouse.net.HttpCall;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.net.NetFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The connection that weupnp believes to be an ordinary one: sends by our own client, so that the
 * answer has one limit of time and one of size, follows nowhere and declares no document type. A
 * body that never ended would otherwise fill the service's memory.
 */
final class GuardedConnection extends HttpURLConnection {
  /** In place of {@code http} in an address; the rest of it is the router's. */
  static final String PROTOCOL = "guarded";

  private static final Duration LIMIT = Duration.ofSeconds(4);

  /** For the life of the process: it holds nothing while nobody asks. */
  private static final HttpFetch HTTP = new HttpFetch();

  private final ByteArrayOutputStream request = new ByteArrayOutputStream();
  private @Nullable HttpAnswer answer;

  GuardedConnection(URL url) {
    super(url);
  }

  @Override
  public OutputStream getOutputStream() {
    return request;
  }

  @Override
  public int getResponseCode() throws IOException {
    return answer().status();
  }

  @Override
  public InputStream getInputStream() throws IOException {
    var given = answer();
    if (!given.isSuccess()) {
      throw new IOException("HTTP status " + given.status());
    }
    return new ByteArrayInputStream(given.body());
  }

  @Override
  public @Nullable InputStream getErrorStream() {
    return answer == null ? null : new ByteArrayInputStream(answer.body());
  }

  @Override
  public void connect() {
    // Done when the answer is wanted.
  }

  @Override
  public void disconnect() {
    // Nothing stays open.
  }

  @Override
  public boolean usingProxy() {
    return false;
  }

  private HttpAnswer answer() throws IOException {
    if (answer == null) {
      answer = ask();
    }
    return answer;
  }

  private HttpAnswer ask() throws IOException {
    var target = URI.create("http" + url.toString().substring(PROTOCOL.length()));
    var body = request.toString(StandardCharsets.UTF_8);
    var type = Objects.requireNonNullElse(getRequestProperty("Content-Type"), "text/xml");
    var call =
        HttpCall.post(target, type, body, LIMIT)
            .header("SOAPAction", Objects.requireNonNull(getRequestProperty("SOAPAction")));
    try {
      return switch (HTTP.send(call)) {
        case HttpAnswer given -> checked(given);
        case NetFailure failure -> throw new IOException(failure.detail());
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private static HttpAnswer checked(HttpAnswer given) throws IOException {
    if (given.truncated()) {
      throw new IOException("an answer of more than " + given.body().length + " bytes");
    }
    if (given.text().contains("<!DOCTYPE")) {
      throw new IOException("an answer that declares a document type");
    }
    return given;
  }
}
