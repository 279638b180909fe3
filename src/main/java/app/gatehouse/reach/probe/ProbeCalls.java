package app.gatehouse.reach.probe;

import app.gatehouse.json.Json;
import app.gatehouse.net.HttpAnswer;
import app.gatehouse.net.HttpCall;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.net.NetFailure;
import app.gatehouse.net.Waiter;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Questions to parties whose answers are JSON and come when they are ready. */
final class ProbeCalls {
  private static final Duration LIMIT = Duration.ofSeconds(8);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int MOST_LOOKS = 60;
  private static final int LARGEST = 256 << 10;
  private static final String USER_AGENT = "Gatehouse (reachability check)";

  private final HttpFetch http;
  private final Waiter waiter;

  ProbeCalls(HttpFetch http, Waiter waiter) {
    this.http = http;
    this.waiter = waiter;
  }

  /** A party that cannot be talked to, and why. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Testimony.Nothing nothing;

    Unusable(Testimony.Nothing nothing) {
      super(nothing.detail());
      this.nothing = nothing;
    }

    Testimony.Nothing nothing() {
      return nothing;
    }
  }

  JsonNode get(URI address) throws Unusable, InterruptedException {
    return json(HttpCall.get(address, LIMIT));
  }

  JsonNode post(URI address, Object body) throws Unusable, InterruptedException {
    return json(HttpCall.post(address, "application/json", Json.PLAIN.write(body), LIMIT));
  }

  /** The bare answer, whatever it is. */
  HttpAnswer send(HttpCall call) throws Unusable, InterruptedException {
    return switch (http.send(call.header("User-Agent", USER_AGENT).maxBody(LARGEST))) {
      case HttpAnswer answer -> answer;
      case NetFailure failure ->
          throw new Unusable(Testimony.Nothing.because(failure.kind() + " " + failure.detail()));
    };
  }

  static HttpCall call(String method, URI address) {
    return new HttpCall(method, address, Map.of(), null, LIMIT, LARGEST, 0);
  }

  /** Looks again and again until there is a result. */
  Testimony await(URI address, Function<JsonNode, Optional<Testimony>> result)
      throws Unusable, InterruptedException {
    for (var look = 0; look < MOST_LOOKS; look++) {
      var found = result.apply(get(address));
      if (found.isPresent()) {
        return found.get();
      }
      waiter.sleep(PAUSE);
    }
    return Testimony.Nothing.because("no result after " + MOST_LOOKS + " looks");
  }

  private JsonNode json(HttpCall call) throws Unusable, InterruptedException {
    var answer = send(call.header("Accept", "application/json"));
    if (!answer.isSuccess()) {
      // Busy, over its limit or not willing to try this address: nothing against this home.
      throw new Unusable(Testimony.Nothing.because("HTTP " + answer.status()));
    }
    try {
      return Json.PLAIN.read(answer.body(), JsonNode.class);
    } catch (IOException e) {
      throw new Unusable(Testimony.Nothing.nonsense("no JSON: " + e.getMessage()));
    }
  }
}
