package app.gatehouse.forward;

import io.netty.handler.ssl.SslContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Who answers tokens at the moment. While somebody does, a TLS handshake that names no site is not
 * refused: probers come by the bare address, and look at no certificate. Safe for all threads.
 */
final class Probes {
  private record Probe(TokenAnswers answers, SslContext tls) {}

  private final List<Probe> active = new CopyOnWriteArrayList<>();

  /** Until the returned one is run. */
  Runnable add(TokenAnswers answers, SslContext tls) {
    var probe = new Probe(answers, tls);
    active.add(probe);
    return () -> active.remove(probe);
  }

  /** With what to speak TLS to who names no site; null while nobody is expected. */
  @Nullable SslContext tls() {
    for (var probe : active) {
      return probe.tls();
    }
    return null;
  }

  Optional<String> answer(ClientRequest clientRequest) {
    if (active.isEmpty()) {
      return Optional.empty();
    }
    return active.stream()
        .flatMap(
            probe -> probe.answers().answer(clientRequest.path(), clientRequest.address()).stream())
        .findFirst();
  }
}
