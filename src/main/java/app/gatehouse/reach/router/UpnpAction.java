package app.gatehouse.reach.router;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bitlet.weupnp.GatewayDevice;
import org.xml.sax.SAXException;

/**
 * One action of a router's service, sent by weupnp (UPnP Device Architecture 1.1, section 3). What
 * weupnp leaves open is closed here: values are escaped, redirects are not followed, answers may
 * not name outside entities, and the whole has one time limit that reacts to interrupts.
 */
final class UpnpAction {
  private static final Duration LIMIT = Duration.ofSeconds(4);
  private static final int SILENCE_MILLIS = 3000;
  private static final String ENTITIES = "javax.xml.accessExternalDTD";

  static {
    GatewayDevice.setHttpReadTimeout(SILENCE_MILLIS);
    // Nothing else in this program uses HttpURLConnection. A router could send us anywhere.
    HttpURLConnection.setFollowRedirects(false);
    // Our programs are started with this; whoever starts them differently is protected as well.
    if (System.getProperty(ENTITIES) == null) {
      System.setProperty(ENTITIES, "");
    }
  }

  private final String name;
  private final Map<String, String> arguments = new LinkedHashMap<>();

  UpnpAction(String name) {
    this.name = name;
  }

  UpnpAction with(String argument, Object value) {
    arguments.put(argument, escaped(value.toString()));
    return this;
  }

  /**
   * What a router answered.
   *
   * @param error its error code, if it refused
   */
  record Outcome(Optional<Integer> error, String reason, Map<String, String> values) {
    boolean isDone() {
      return error.isEmpty();
    }

    String value(String name) {
      return values.getOrDefault(name, "").strip();
    }

    /** For people who ask. */
    String detail() {
      return error.map(code -> "UPnP error " + code + " " + reason).orElse("").strip();
    }
  }

  /**
   * Sends the action and waits for the answer. At most four seconds.
   *
   * @throws IOException when the router does not answer, or not as a router should
   */
  Outcome send(Gateway gateway) throws IOException, InterruptedException {
    var call =
        new FutureTask<>(
            () ->
                GatewayDevice.simpleUPnPcommand(
                    gateway.control().toString(), gateway.service(), name, arguments));
    // A virtual thread: its blocking read ends when it is interrupted.
    var thread = Thread.ofVirtual().name("upnp-" + name).start(call);
    try {
      return outcome(call.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      throw new IOException(name + ": no answer within " + LIMIT.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    } finally {
      thread.interrupt();
    }
  }

  private IOException failure(Throwable cause) {
    return cause instanceof IOException || cause instanceof SAXException
        ? new IOException(name + ": " + cause.getMessage(), cause)
        : new IOException(name + ": " + cause, cause);
  }

  private static Outcome outcome(Map<String, String> values) {
    var code = values.get("errorCode");
    if (code == null) {
      return new Outcome(Optional.empty(), "", values);
    }
    var reason = values.getOrDefault("errorDescription", "").strip();
    try {
      return new Outcome(Optional.of(Integer.parseInt(code.strip())), reason, values);
    } catch (NumberFormatException e) {
      return new Outcome(Optional.of(0), code.strip() + " " + reason, values);
    }
  }

  private static String escaped(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
