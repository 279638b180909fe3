package app.gatehouse.state;

import app.gatehouse.model.network.IpRange;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The named settings of one process; immutable. Every outside address and both ports is one, so
 * that a lab can stand in for the internet.
 *
 * @param values every known name with its value
 */
public record Settings(Map<String, String> values) {
  public Settings {
    values = Map.copyOf(values);
  }

  /** What holds where nothing was set. */
  public static Settings defaults() {
    var values = new LinkedHashMap<String, String>();
    for (var setting : Setting.values()) {
      values.put(setting.wireName, setting.standard);
    }
    return new Settings(values);
  }

  /** All names, in the order of the documentation. */
  public static List<String> names() {
    return Setting.names();
  }

  /**
   * Changes of settings with their relative paths made absolute.
   *
   * @param folder that they are relative to
   */
  public static Map<String, String> absolute(Map<String, String> changes, Path folder) {
    var absolute = new LinkedHashMap<>(changes);
    absolute.replaceAll(
        (name, value) ->
            Setting.named(name).map(setting -> setting.absolute(value, folder)).orElse(value));
    return absolute;
  }

  /**
   * These settings with some replaced.
   *
   * @throws ProblemException {@code setting-not-valid}, its variant {@code name} for a name that
   *     does not exist; the command line answers it as wrong usage
   */
  public Settings with(Map<String, String> overrides) throws ProblemException {
    var changed = new LinkedHashMap<>(values);
    for (var override : overrides.entrySet()) {
      var setting = known(override.getKey());
      try {
        setting.check(override.getValue());
      } catch (IllegalArgumentException e) {
        throw Problem.error(ProblemCode.SETTING_NOT_VALID)
            .with("setting", override.getKey())
            .with("value", override.getValue())
            .cause(e)
            .exception();
      }
      changed.put(setting.wireName, override.getValue());
    }
    return new Settings(changed);
  }

  /**
   * A setting as text.
   *
   * @throws ProblemException {@code setting-not-valid} for a name that does not exist
   */
  public String value(String name) throws ProblemException {
    return get(known(name));
  }

  public int httpPort() {
    return Integer.parseInt(get(Setting.HTTP_PORT));
  }

  public int httpsPort() {
    return Integer.parseInt(get(Setting.HTTPS_PORT));
  }

  /** An IP literal, or empty for all addresses of both families. */
  public String listenAddress() {
    return get(Setting.LISTEN_ADDRESS);
  }

  public URI acmeDirectory() {
    return URI.create(get(Setting.ACME_DIRECTORY));
  }

  /** Where all orders are rehearsed; empty leaves it to the CA's own test directory. */
  public Optional<URI> acmeRehearsalDirectory() {
    return Optional.of(get(Setting.ACME_REHEARSAL_DIRECTORY))
        .filter(s -> !s.isEmpty())
        .map(URI::create);
  }

  /** PEM file with further roots for the directory's own HTTPS. */
  public Optional<Path> acmeCaFile() {
    return Optional.of(get(Setting.ACME_CA_FILE)).filter(s -> !s.isEmpty()).map(Path::of);
  }

  /** DNS servers to ask; empty means the system's. */
  public List<InetSocketAddress> dnsResolvers() {
    return Setting.items(get(Setting.DNS_RESOLVERS)).stream().map(SocketAddresses::of).toList();
  }

  /** Who may be asked to knock from outside, each as {@code ProbeServices} reads it. */
  public List<String> probeServices() {
    return Setting.items(get(Setting.PROBE_SERVICES));
  }

  public List<URI> ipEchoServices() {
    return Setting.items(get(Setting.IP_ECHO_SERVICES)).stream().map(URI::create).toList();
  }

  /**
   * Where a provider of names is asked.
   *
   * @param provider one that has a setting {@code <provider>.url}
   */
  public URI providerUrl(String provider) {
    return URI.create(get(Setting.named(provider + ".url").orElseThrow()));
  }

  public boolean routerEnabled() {
    return Boolean.parseBoolean(get(Setting.ROUTER_ENABLED));
  }

  /** Blocks that count as public and as this home's. */
  public List<IpRange> addressAlsoPublic() {
    return Setting.items(get(Setting.ADDRESS_ALSO_PUBLIC)).stream().map(IpRange::of).toList();
  }

  private String get(Setting setting) {
    return values.getOrDefault(setting.wireName, setting.standard);
  }

  private static Setting known(String name) throws ProblemException {
    return Setting.named(name)
        .orElseThrow(
            () ->
                Problem.error(ProblemCode.SETTING_NOT_VALID)
                    .with("setting", name)
                    .variant("name")
                    .detail("known: " + String.join(" ", Setting.names()))
                    .exception());
  }
}
