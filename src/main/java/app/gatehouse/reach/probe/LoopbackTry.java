package app.gatehouse.reach.probe;

import app.gatehouse.net.HttpAnswer;
import app.gatehouse.net.HttpFetch;
import java.time.Duration;
import java.util.concurrent.FutureTask;

/**
 * Fetches a token of its own from this home's public address, from inside. That token is told to no
 * party and counts for nothing else.
 */
final class LoopbackTry {
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final HttpFetch http;

  LoopbackTry(HttpFetch http) {
    this.http = http;
  }

  /** Begins it; only plain HTTP is tried, since whatever certificate is served is nobody's. */
  FutureTask<Loopback> begin(ProbeTokens tokens, ProbeTarget wanted) {
    var task = new FutureTask<>(() -> fetch(tokens, wanted));
    Thread.ofVirtual().name("probe-loopback").start(task);
    return task;
  }

  private Loopback fetch(ProbeTokens tokens, ProbeTarget wanted) throws InterruptedException {
    if (wanted.tls()) {
      return Loopback.NOT_TRIED;
    }
    tokens.open(wanted.token(), wanted.content(), from -> {});
    try {
      return http.get(wanted.url(), LIMIT) instanceof HttpAnswer answer
              && answer.text().strip().equals(wanted.content())
          ? Loopback.WORKS
          : Loopback.FAILS;
    } finally {
      tokens.close(wanted.token());
    }
  }
}
