package app.gatehouse.forward;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What a CA or a prober asks for: tokens, at the path of HTTP-01. Safe for all threads. */
final class Challenges {
  static final String PATH = "/.well-known/acme-challenge/";

  private final Map<String, String> contents = new ConcurrentHashMap<>();
  private final Probes probes;

  Challenges(Probes probes) {
    this.probes = probes;
  }

  void present(String token, String content) {
    contents.put(token, content);
  }

  void remove(String token) {
    contents.remove(token);
  }

  /** The content for a request, when it is for a known token. */
  Optional<String> answer(ClientRequest clientRequest) {
    var path = clientRequest.path();
    return path.startsWith(PATH)
        ? Optional.ofNullable(contents.get(path.substring(PATH.length())))
            .or(() -> probes.answer(clientRequest))
        : Optional.empty();
  }
}
