package app.gatehouse.net;

import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Asks web servers: HTTP/1.1, with verified TLS, never through a proxy, redirects only when asked
 * for. Safe for all threads; close it when it is no longer needed.
 */
public final class HttpFetch implements AutoCloseable {
  private final Collection<X509Certificate> extraRoots;
  private @Nullable HttpClient client;

  /** Trusts the system's roots. */
  public HttpFetch() {
    this(List.of());
  }

  /** Trusts these roots, too. */
  public HttpFetch(Collection<X509Certificate> extraRoots) {
    this.extraRoots = List.copyOf(extraRoots);
  }

  /** Gets a small document. */
  public HttpResult get(URI uri, Duration limit) throws InterruptedException {
    return send(HttpCall.get(uri, limit));
  }

  /**
   * Sends a request and takes the answer. Blocks for at most the call's limit.
   *
   * @throws InterruptedException when the calling thread was interrupted; the request is given up
   */
  public HttpResult send(HttpCall call) throws InterruptedException {
    var current = new AtomicReference<Future<?>>();
    try {
      return TimeLimit.call(
          call.limit(),
          () -> follow(call, current),
          () -> {
            var running = current.get();
            if (running != null) {
              running.cancel(true);
            }
          });
    } catch (TimeoutException e) {
      return NetFailure.of(e);
    } catch (ExecutionException e) {
      return NetFailure.of(e.getCause() == null ? e : e.getCause());
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      if (client != null) {
        client.shutdownNow();
      }
    }
  }

  /** Made when it is first needed: reading the system's roots takes a while. */
  private synchronized HttpClient client() {
    if (client == null) {
      client = newClient();
    }
    return client;
  }

  private HttpClient newClient() {
    var builder =
        HttpClient.newBuilder()
            // With HTTP/2 on, plain requests carry upgrade headers that confuse small servers.
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor());
    if (!extraRoots.isEmpty()) {
      builder.sslContext(Trust.context(extraRoots));
    }
    return builder.build();
  }

  private HttpResult follow(HttpCall call, AtomicReference<Future<?>> current) throws Exception {
    var uri = call.uri();
    for (var left = call.redirects(); ; left--) {
      var answer = exchange(call, uri, current);
      var location = answer.header("Location");
      if (left <= 0 || answer.status() / 100 != 3 || location.isEmpty()) {
        return answer;
      }
      var next = uri.resolve(location.get());
      if (isStepDown(uri, next)) {
        return answer;
      }
      uri = next;
    }
  }

  private HttpAnswer exchange(HttpCall call, URI uri, AtomicReference<Future<?>> current)
      throws Exception {
    var started = start(request(call, uri), call.maxBody());
    var sent = started.response();
    current.set(sent);
    try {
      HttpResponse<LimitedBody.Part> response = sent.get();
      var part = response.body();
      return new HttpAnswer(
          response.statusCode(), response.headers().map(), part.bytes(), part.truncated());
    } catch (InterruptedException e) {
      sent.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      if (isNoHttp(e.getCause())) {
        retire(started.client());
      }
      throw e;
    }
  }

  private record Started(
      HttpClient client, CompletableFuture<HttpResponse<LimitedBody.Part>> response) {}

  /** Returns at once; no client is retired between being chosen and being used. */
  private synchronized Started start(HttpRequest request, int maxBody) {
    var chosen = client();
    return new Started(chosen, chosen.sendAsync(request, info -> new LimitedBody(maxBody)));
  }

  /**
   * The JDK's client keeps the connection open on which it got an answer that is not HTTP, for as
   * long as the client lives. After its last call it lets go of everything.
   */
  private synchronized void retire(HttpClient used) {
    if (client == used) {
      client = null;
    }
    used.shutdown();
  }

  /** A number that is none comes as what the parser of numbers throws. */
  private static boolean isNoHttp(@Nullable Throwable failure) {
    return failure instanceof ProtocolException || failure instanceof RuntimeException;
  }

  private static HttpRequest request(HttpCall call, URI uri) {
    var body = call.body();
    var request =
        HttpRequest.newBuilder(uri)
            .method(
                call.method(),
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
            .timeout(call.limit());
    call.headers().forEach(request::setHeader);
    return request.build();
  }

  /** From https to http, or to something that is neither, no redirect is followed. */
  private static boolean isStepDown(URI from, URI to) {
    var scheme = to.getScheme();
    return !"https".equals(scheme) && !("http".equals(scheme) && "http".equals(from.getScheme()));
  }
}
