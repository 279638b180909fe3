package app.gatehouse.cert;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLSession;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.connector.DefaultConnection;
import org.shredzone.acme4j.connector.HttpConnector;

/**
 * acme4j's connection with what it lacks: the time limit holds for the whole answer and not only
 * for its headers, an answer may not be larger than a megabyte, and an interrupt can be told from a
 * broken network ({@link InterruptedIOException}).
 */
final class GuardedConnection extends DefaultConnection {
  private static final long MAX_ANSWER = 1 << 20;

  private final Duration limit;
  private final ServerClock serverClock;

  GuardedConnection(HttpConnector connector, Duration limit, ServerClock serverClock) {
    super(connector);
    this.limit = limit;
    this.serverClock = serverClock;
  }

  @Override
  protected void sendRequest(Session session, URL url, Consumer<HttpRequest.Builder> body)
      throws IOException {
    var builder =
        httpConnector
            .createRequestBuilder(url)
            .header("Accept-Charset", "utf-8")
            .header("Accept-Language", session.getLanguageHeader());
    body.accept(builder);
    var answer = send(builder.build());
    answer
        .headers()
        .firstValue("Date")
        .flatMap(GuardedConnection::time)
        .ifPresent(serverClock::hear);
    lastResponse = new Answer(answer);
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
    var pending =
        httpClient.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER));
    try {
      return pending.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no whole answer within " + limit.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IOException(e.getCause());
    } finally {
      pending.cancel(true);
    }
  }

  private static Optional<Instant> time(String header) {
    try {
      return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header, Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** An answer that is here as a whole, in the form that acme4j reads. */
  private record Answer(HttpResponse<byte[]> whole) implements HttpResponse<InputStream> {
    @Override
    public int statusCode() {
      return whole.statusCode();
    }

    @Override
    public HttpRequest request() {
      return whole.request();
    }

    @Override
    public Optional<HttpResponse<InputStream>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public HttpHeaders headers() {
      return whole.headers();
    }

    @Override
    public InputStream body() {
      return new ByteArrayInputStream(whole.body());
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return whole.sslSession();
    }

    @Override
    public URI uri() {
      return whole.uri();
    }

    @Override
    public HttpClient.Version version() {
      return whole.version();
    }
  }
}
