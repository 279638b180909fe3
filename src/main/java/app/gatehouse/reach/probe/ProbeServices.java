package app.gatehouse.reach.probe;

import app.gatehouse.json.Json;
import app.gatehouse.model.network.ProbeParty;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The parties that may be asked. The setting {@code probe.services} lists them: the name of one
 * that Gatehouse knows ({@code letsdebug}), a known one elsewhere ({@code
 * globalping=https://probe.example}), an address of one's own with {@code $URL} in it, or a JSON
 * file with entries in the form of the built-in list.
 */
public final class ProbeServices {
  private static final String STANDARD = "/probes/services.json";
  private static final int LARGEST_FILE = 64 << 10;
  private static final int MOST = 16;

  private final List<ProbeService> services;

  private ProbeServices(List<ProbeService> services) {
    this.services = List.copyOf(services);
  }

  /**
   * @param items as in the setting; none means that nobody is asked
   * @throws ProblemException {@code setting-not-valid}
   */
  public static ProbeServices of(List<String> items) throws ProblemException {
    var services = new ArrayList<ProbeService>();
    for (var item : items) {
      services.addAll(read(item));
    }
    if (services.size() > MOST
        || services.stream().map(ProbeService::id).distinct().count() < services.size()) {
      throw invalid(String.join(",", items), "each once, and at most " + MOST).exception();
    }
    return new ProbeServices(services);
  }

  /** Whom a proof would ask, to be shown before. */
  public List<ProbeParty> parties() {
    return services.stream().map(ProbeService::party).toList();
  }

  List<ProbeService> all() {
    return services;
  }

  private static List<ProbeService> read(String item) throws ProblemException {
    if (item.toLowerCase(Locale.ROOT).endsWith(".json") && !item.contains("://")) {
      return file(item);
    }
    var equals = item.indexOf('=');
    var name = equals < 0 ? item : item.substring(0, equals);
    var known = standard().stream().filter(each -> each.id().equals(name)).findFirst();
    if (known.isPresent()) {
      return List.of(
          equals < 0 ? known.get() : checked(known.get().at(item.substring(equals + 1))));
    }
    if (item.startsWith("http://") || item.startsWith("https://")) {
      var host = host(item);
      // Its own address, unless it is one whose language is known.
      return List.of(
          standard().stream()
              .filter(each -> each.party().host().equals(host) && item.indexOf('$') < 0)
              .findFirst()
              .map(each -> each.at(item))
              .orElse(checked(ProbeService.of(host + port(item), ProbeKind.URL, item))));
    }
    throw invalid(item, "nobody is known by that name").exception();
  }

  private static List<ProbeService> file(String name) throws ProblemException {
    try {
      var file = Path.of(name);
      if (Files.size(file) > LARGEST_FILE) {
        throw new IOException("larger than " + LARGEST_FILE + " bytes");
      }
      var read = List.of(Json.PLAIN.read(Files.readAllBytes(file), ProbeService[].class));
      for (var service : read) {
        checked(service);
      }
      return read;
    } catch (IOException | IllegalArgumentException e) {
      throw invalid(name, String.valueOf(e.getMessage())).cause(e).exception();
    }
  }

  private static ProbeService checked(ProbeService service) throws ProblemException {
    if (service.kind() == ProbeKind.URL
        && !service.address().contains("$URL")
        && !(service.address() + service.body()).contains("$IP")
        && !(service.address() + service.body()).contains("$HOST")) {
      throw invalid(service.address(), "without $URL it cannot know what to fetch").exception();
    }
    host(service.address());
    return service;
  }

  private static String host(String address) throws ProblemException {
    try {
      var parameters = address.indexOf('$');
      var fixed = URI.create(parameters < 0 ? address : address.substring(0, parameters));
      if (fixed.getHost() != null && String.valueOf(fixed.getScheme()).startsWith("http")) {
        return fixed.getHost();
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw invalid(address, "not an http or https address").exception();
  }

  private static String port(String address) {
    var port = ProbeService.of("", ProbeKind.URL, address).base().getPort();
    return port < 0 ? "" : ":" + port;
  }

  private static List<ProbeService> standard() {
    try (var resource = ProbeServices.class.getResourceAsStream(STANDARD)) {
      if (resource == null) {
        throw new IllegalStateException(STANDARD + " belongs to the program");
      }
      return List.of(Json.PLAIN.read(resource.readAllBytes(), ProbeService[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Problem invalid(String value, String why) {
    return Problem.error(ProblemCode.SETTING_NOT_VALID)
        .with("setting", "probe.services")
        .with("value", value)
        .detail(why);
  }
}
