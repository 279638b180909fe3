package app.gatehouse.reach.probe;

import app.gatehouse.net.HttpCall;
import app.gatehouse.reach.probe.Testimony.Failed;
import app.gatehouse.reach.probe.Testimony.Failed.Why;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One request to a program of the user's own. Its answer holds what it fetched, or a word for
 * success or failure; an answer that holds both or neither says nothing.
 */
record OwnUrl(ProbeService service, ProbeCalls calls) implements Prober {
  private static final Pattern SUCCESS = Pattern.compile("(?i)\\b(true|good|open|ok|success)\\b");
  private static final Pattern FAILURE =
      Pattern.compile("(?i)\\b(false|bad|closed|error|fail(ed|ure)?|timeout|refused)\\b");

  @Override
  public boolean canTry(ProbeTarget target) {
    return target.host() != null || !(service.address() + service.body()).contains("$HOST");
  }

  @Override
  public Testimony ask(ProbeTarget target) throws InterruptedException {
    try {
      var answer = calls.send(call(target));
      return answer.isSuccess()
          ? read(answer.text(), target)
          : Testimony.Nothing.because("HTTP " + answer.status());
    } catch (ProbeCalls.Unusable e) {
      return e.nothing();
    } catch (IllegalArgumentException e) {
      return Testimony.Nothing.because("its address cannot be used: " + e.getMessage());
    }
  }

  private HttpCall call(ProbeTarget target) {
    var address = URI.create(filled(service.address(), target, true));
    var body = service.body();
    var standard = body == null ? "GET" : "POST";
    var call = ProbeCalls.call(Objects.requireNonNullElse(service.method(), standard), address);
    if (body != null) {
      call = call.body(filled(body, target, false));
    }
    if (service.headers() != null) {
      for (var header : service.headers().entrySet()) {
        call = call.header(header.getKey(), header.getValue());
      }
    }
    return call;
  }

  private static String filled(String text, ProbeTarget target, boolean inAddress) {
    var url = target.url().toString();
    return text.replace("$URL", inAddress ? encoded(url) : url)
        .replace("$IP", inAddress ? encoded(target.address().getHostAddress()) : target.literal())
        .replace("$HOST", String.valueOf(target.host()))
        .replace("$PORT", Integer.toString(target.port()))
        .replace("$PATH", inAddress ? encoded(target.path()) : target.path());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Testimony read(String answer, ProbeTarget target) {
    if (answer.contains(target.content())) {
      return new Testimony.Fetched();
    }
    var good = Objects.requireNonNullElse(service.success(), SUCCESS).matcher(answer).find();
    var bad = Objects.requireNonNullElse(service.failure(), FAILURE).matcher(answer).find();
    if (good == bad) {
      return Testimony.Nothing.nonsense(good ? "it says both" : "it says neither");
    }
    if (good) {
      return new Testimony.Fetched();
    }
    var why = FailureWords.why(answer);
    return new Failed(why == Why.OTHER ? Why.SILENCE : why, answer.strip());
  }
}
