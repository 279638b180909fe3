package app.gatehouse.reach.probe;

import app.gatehouse.reach.probe.Testimony.Failed;
import app.gatehouse.reach.probe.Testimony.Failed.Why;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Globalping (api.globalping.io/v1): an HTTP measurement from two of its probes, looked at until it
 * is finished.
 */
record Globalping(ProbeService service, ProbeCalls calls) implements Prober {
  private static final int PROBES = 2;

  @Override
  public boolean canTry(ProbeTarget target) {
    return true;
  }

  @Override
  public Testimony ask(ProbeTarget target) throws InterruptedException {
    try {
      var id = calls.post(service.base().resolve("/v1/measurements"), wish(target)).path("id");
      if (!id.asString("").matches("[A-Za-z0-9_-]{1,64}")) {
        return Testimony.Nothing.nonsense("no id");
      }
      var result = service.base().resolve("/v1/measurements/" + id.asString());
      return calls.await(result, node -> read(node, target));
    } catch (ProbeCalls.Unusable e) {
      return e.nothing();
    }
  }

  static Map<String, Object> wish(ProbeTarget target) {
    var request = new LinkedHashMap<String, Object>();
    request.put("method", "GET");
    request.put("path", target.path());
    if (target.host() != null) {
      request.put("host", target.host());
    }
    var wish = new LinkedHashMap<String, Object>();
    wish.put("type", "http");
    wish.put("target", target.address().getHostAddress());
    wish.put("limit", PROBES);
    wish.put(
        "measurementOptions",
        Map.of(
            "protocol",
            target.tls() ? "HTTPS" : "HTTP",
            "port",
            target.port(),
            "request",
            request));
    return wish;
  }

  static Optional<Testimony> read(JsonNode measurement, ProbeTarget target) {
    var status = measurement.path("status").asString("");
    if (status.equals("in-progress")) {
      return Optional.empty();
    }
    if (!status.equals("finished") || !measurement.path("results").isArray()) {
      return Optional.of(Testimony.Nothing.nonsense("status " + status));
    }
    var tries =
        measurement.path("results").valueStream().map(each -> one(each.path("result"), target));
    return Optional.of(Testimony.together(tries.toList()));
  }

  private static Testimony one(JsonNode result, ProbeTarget target) {
    return switch (result.path("status").asString("")) {
      case "finished" -> content(result, target);
      case "failed" -> {
        var words = result.path("rawOutput").asString("");
        yield new Failed(FailureWords.why(words), words);
      }
      case "offline" -> Testimony.Nothing.because("the probe is offline");
      default -> Testimony.Nothing.nonsense("a result without a status");
    };
  }

  private static Testimony content(JsonNode result, ProbeTarget target) {
    var code = result.path("statusCode").asInt(0);
    return code == 200 && result.path("rawBody").asString("").contains(target.content())
        ? new Testimony.Fetched()
        : new Failed(Why.OTHER_CONTENT, "HTTP " + code);
  }
}
