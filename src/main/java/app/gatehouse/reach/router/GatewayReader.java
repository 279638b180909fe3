package app.gatehouse.reach.router;

import app.gatehouse.net.HttpAnswer;
import app.gatehouse.net.HttpCall;
import app.gatehouse.net.HttpFetch;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches what an answer to our search points to, and takes it only when all of it fits. */
final class GatewayReader {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayReader.class);
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final int LARGEST = 256 << 10;

  private final HttpFetch http;
  private final Function<Description, List<Description.Connection>> services;

  /**
   * @param services what of a description is wanted
   */
  GatewayReader(HttpFetch http, Function<Description, List<Description.Connection>> services) {
    this.http = http;
    this.services = services;
  }

  /** Empty when it is not a router that does what is wanted, or not to be believed. */
  Optional<Gateway> read(SsdpAnswer answer) throws InterruptedException {
    var fetched = http.send(HttpCall.get(answer.location(), LIMIT).maxBody(LARGEST));
    if (!(fetched instanceof HttpAnswer page) || !page.isSuccess() || page.truncated()) {
      LOG.debug("No description at {}: {}", answer.location(), fetched);
      return Optional.empty();
    }
    try {
      var description = Description.read(page.body());
      var gateways = gateways(answer, description, services.apply(description));
      return gateways.size() <= 1 ? gateways.stream().findFirst() : Optional.of(busy(gateways));
    } catch (IOException e) {
      LOG.debug("The description at {} is refused", answer.location(), e);
      return Optional.empty();
    }
  }

  static List<Gateway> gateways(
      SsdpAnswer answer, Description description, List<Description.Connection> services) {
    var found = new ArrayList<Gateway>();
    for (var connection : services) {
      control(answer, description, connection.control())
          .map(
              control ->
                  new Gateway(
                      description.name(),
                      answer.sender(),
                      answer.local(),
                      control,
                      connection.type()))
          .ifPresent(found::add);
    }
    return found;
  }

  /** Relative to the base if there is one; in any case on the router itself. */
  private static Optional<URI> control(SsdpAnswer answer, Description description, String control) {
    try {
      var base = description.base();
      var start = base == null ? answer.location() : answer.location().resolve(base);
      return Optional.of(start.resolve(control))
          .filter(uri -> SsdpAnswer.isOn(uri, answer.sender()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Many routers list a service per kind of line and use one of them. */
  private static Gateway busy(List<Gateway> gateways) throws InterruptedException {
    for (var gateway : gateways) {
      try {
        var status = new UpnpAction("GetStatusInfo").send(gateway);
        if (status.value("NewConnectionStatus").equalsIgnoreCase("Connected")) {
          return gateway;
        }
      } catch (IOException e) {
        LOG.debug("{} does not tell its status", gateway.control(), e);
      }
    }
    return gateways.getFirst();
  }
}
