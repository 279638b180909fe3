package app.gatehouse.reach.router;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bitlet.weupnp.GatewayDevice;
import org.xml.sax.SAXException;

/**
 * One action of a router's service, sent by weupnp (UPnP Device Architecture 1.1, section 3) over a
 * {@link GuardedConnection}. What weupnp leaves open is closed here: values are escaped, and
 * answers are read by {@link RouterXml}.
 */
final class UpnpAction {
  private static final String ENTITIES = "javax.xml.accessExternalDTD";

  static {
    RouterXml.becomeParserOfWeupnp();
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
    var address = gateway.control();
    var guarded = GuardedConnection.PROTOCOL + address.toString().substring("http".length());
    try {
      return outcome(GatewayDevice.simpleUPnPcommand(guarded, gateway.service(), name, arguments));
    } catch (InterruptedIOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw failure(e);
    } catch (IOException | SAXException | RuntimeException e) {
      throw failure(e);
    }
  }

  private IOException failure(Exception cause) {
    return new IOException(name + ": " + cause.getMessage(), cause);
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
