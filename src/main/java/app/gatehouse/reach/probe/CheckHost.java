package app.gatehouse.reach.probe;

import app.gatehouse.reach.probe.Testimony.Failed;
import app.gatehouse.reach.probe.Testimony.Failed.Why;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * check-host.net (check-host.net/about/api): an HTTP check from three nodes. Per node it tells
 * {@code [[1, seconds, reason, status, address]]} or {@code [[0, seconds, error, …]]}, and null
 * until the node has answered.
 */
record CheckHost(ProbeService service, ProbeCalls calls) implements Prober {
  private static final int NODES = 3;

  @Override
  public boolean canTry(ProbeTarget target) {
    return true;
  }

  @Override
  public Testimony ask(ProbeTarget target) throws InterruptedException {
    try {
      var host = URLEncoder.encode(target.url().toString(), StandardCharsets.UTF_8);
      var asked =
          calls.get(service.base().resolve("/check-http?host=" + host + "&max_nodes=" + NODES));
      var id = asked.path("request_id").asString("");
      if (asked.path("ok").asInt(0) != 1 || !id.matches("[A-Za-z0-9_-]{1,64}")) {
        return asked.has("error")
            ? Testimony.Nothing.because(asked.path("error").asString(""))
            : Testimony.Nothing.nonsense("no request_id");
      }
      return calls.await(service.base().resolve("/check-result/" + id), node -> read(node, target));
    } catch (ProbeCalls.Unusable e) {
      return e.nothing();
    }
  }

  static Optional<Testimony> read(JsonNode nodes, ProbeTarget target) {
    if (!nodes.isObject() || nodes.isEmpty()) {
      return Optional.of(Testimony.Nothing.nonsense("no nodes"));
    }
    var tries = new ArrayList<Testimony>();
    var pending = false;
    for (var node : nodes) {
      if (node.isNull()) {
        pending = true;
      } else {
        tries.add(one(node.path(0), target));
      }
    }
    var all = Testimony.together(tries);
    return pending && !(all instanceof Testimony.Fetched) ? Optional.empty() : Optional.of(all);
  }

  private static Testimony one(JsonNode result, ProbeTarget target) {
    if (!result.isArray() || result.size() < 3) {
      return result.isNull()
          ? Testimony.Nothing.because("the node could not try")
          : Testimony.Nothing.nonsense("a result without its parts");
    }
    var words = result.path(2).asString("");
    var status = result.path(3).asString("");
    if (result.path(0).asInt(0) == 1 && status.equals("200")) {
      return new Testimony.Fetched();
    }
    if (!status.isEmpty()) {
      return new Failed(Why.OTHER_CONTENT, "HTTP " + status);
    }
    // Whether its nodes put up with a certificate that nobody signed is not documented.
    return target.tls() && isAboutTrust(words)
        ? Testimony.Nothing.because(words)
        : new Failed(FailureWords.why(words), words);
  }

  private static boolean isAboutTrust(String words) {
    return words.contains("certificate") || words.contains("SSL") || words.contains("TLS");
  }
}
