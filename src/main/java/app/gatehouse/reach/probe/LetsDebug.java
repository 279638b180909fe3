package app.gatehouse.reach.probe;

import app.gatehouse.model.network.IpFamily;
import app.gatehouse.reach.probe.Testimony.Failed;
import app.gatehouse.reach.probe.Testimony.Failed.Why;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Let's Debug (github.com/letsdebug/letsdebug, web/web.go): fetches from every address of a name as
 * Let's Encrypt would. It tries both families at once, so only what it says of the address in
 * question counts.
 */
record LetsDebug(ProbeService service, ProbeCalls calls) implements Prober {
  private static final int HTTP = 80;

  @Override
  public boolean canTry(ProbeTarget target) {
    return target.host() != null && target.port() == HTTP && !target.tls();
  }

  @Override
  public Testimony ask(ProbeTarget target) throws InterruptedException {
    try {
      var options =
          Map.of("http_request_path", target.token(), "http_expect_response", target.content());
      var asked =
          calls.post(
              service.base(),
              Map.of(
                  "method",
                  "http-01",
                  "domain",
                  String.valueOf(target.host()),
                  "options",
                  options));
      var id = asked.path("ID").asString("");
      if (!id.matches("\\d{1,18}")) {
        return Testimony.Nothing.nonsense("no ID");
      }
      var result = service.base().resolve("/" + target.host() + "/" + id);
      return calls.await(result, node -> read(node, target));
    } catch (ProbeCalls.Unusable e) {
      return e.nothing();
    }
  }

  static Optional<Testimony> read(JsonNode test, ProbeTarget target) {
    var status = test.path("status").asString("");
    if (status.equals("Cancelled")) {
      return Optional.of(Testimony.Nothing.because("cancelled"));
    }
    if (!status.equals("Complete")) {
      return status.isEmpty()
          ? Optional.of(Testimony.Nothing.nonsense("no status"))
          : Optional.empty();
    }
    var result = test.path("result");
    for (var problem : result.path("problems")) {
      if (speaksOf(problem, target)) {
        return Optional.of(failed(problem));
      }
    }
    return Optional.of(
        result.path("error").asString("").isEmpty() && !isBad(result.path("problems"))
            ? new Testimony.Fetched()
            : Testimony.Nothing.because("nothing about this address"));
  }

  /** Of this very address, or of its family alone. */
  private static boolean speaksOf(JsonNode problem, ProbeTarget target) {
    var words = problem.path("explanation").asString("") + problem.path("detail").asString("");
    var ofFamily =
        problem
            .path("name")
            .asString("")
            .equals(target.family() == IpFamily.IPV4 ? "ANotWorking" : "AAAANotWorking");
    return isSevere(problem)
        && (words.contains(target.address().getHostAddress())
            || (ofFamily && target.family() == IpFamily.IPV6));
  }

  private static boolean isBad(JsonNode problems) {
    for (var problem : problems) {
      if (isSevere(problem)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSevere(JsonNode problem) {
    var severity = problem.path("severity").asString("");
    return severity.equals("Fatal") || severity.equals("Error");
  }

  private static Failed failed(JsonNode problem) {
    var name = problem.path("name").asString("");
    var detail = problem.path("detail").asString("");
    if (name.endsWith("NotWorking")) {
      return new Failed(FailureWords.why(detail), detail);
    }
    return new Failed(Why.OTHER_CONTENT, name + " " + detail);
  }
}
