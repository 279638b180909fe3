package app.gatehouse.forward;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What a CA (or a check of ours) asks for on the HTTP port. Safe for all threads. */
final class Challenges {
  static final String PATH = "/.well-known/acme-challenge/";

  private final Map<String, String> contents = new ConcurrentHashMap<>();

  void present(String token, String content) {
    contents.put(token, content);
  }

  void remove(String token) {
    contents.remove(token);
  }

  /** The content for a path, when it is the path of a known token. */
  Optional<String> answer(String path) {
    return path.startsWith(PATH)
        ? Optional.ofNullable(contents.get(path.substring(PATH.length())))
        : Optional.empty();
  }
}
