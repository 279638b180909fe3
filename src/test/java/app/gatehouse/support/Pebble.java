package app.gatehouse.support;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A real certificate authority that speaks ACME (Pebble), with a name server of its own: every name
 * has the address 127.0.0.1 (on the internet of a {@link Router}: the router's) and no IPv6 address
 * unless told otherwise. Needs no network.
 *
 * <p>Its accounts and certificates live in memory: a restart forgets them and makes a new root.
 */
public final class Pebble implements AutoCloseable {
  private final Builder settings;
  private final Path folder;
  private final int directoryPort = FreePorts.next();
  private final int managementPort = FreePorts.next();
  private final int dnsPort = FreePorts.next();
  private final int dnsManagementPort = FreePorts.next();
  private final TestAuthority authority;
  private final Path authorityFile;
  private final Place place;
  private final ChildProcess names;
  private @Nullable ChildProcess pebble;

  private Pebble(Builder settings) {
    this.settings = settings;
    var program = Servers.require("pebble");
    var nameServer = Servers.require("pebble-challtestsrv");
    folder = temporaryFolder();
    authority = new TestAuthority("Pebble's own HTTPS");
    authorityFile = authority.writeRoot(folder.resolve("authority.pem"));
    place =
        settings.router == null
            ? Place.here(authority)
            : Place.elsewhere(
                Router.INTERNET_ADDRESS, folder, authority, settings.router::onTheInternet);
    authority
        .issue("localhost", place.address())
        .write(folder.resolve("leaf.pem"), folder.resolve("leaf.key"));
    names = startNames(nameServer);
    try {
      start(program);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /**
   * Starts one with everything at its default.
   *
   * @param httpPort where it looks for HTTP-01 answers (on the address of the name)
   * @param tlsPort where it looks for TLS-ALPN-01 answers
   */
  public static Pebble start(int httpPort, int tlsPort) {
    return builder().validatesOn(httpPort, tlsPort).start();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** What can be set before the start. */
  public static final class Builder {
    private int httpPort = 80;
    private int tlsPort = 443;
    private int authorizationRetryAfter = 1;
    private int orderRetryAfter = 1;
    private boolean accountBindingRequired;
    private final Map<String, String> accountKeys = new LinkedHashMap<>();
    private final Map<String, Duration> profiles = new LinkedHashMap<>();
    private List<String> blocked = List.of("blocked-domain.example");
    private final Map<String, String> environment = new HashMap<>();
    private @Nullable Router router;

    private Builder() {
      environment.put("PEBBLE_VA_NOSLEEP", "1");
      environment.put("PEBBLE_WFE_NONCEREJECT", "0");
      environment.put("PEBBLE_AUTHZREUSE", "0");
    }

    public Builder validatesOn(int http, int tls) {
      httpPort = http;
      tlsPort = tls;
      return this;
    }

    /** Share of requests, in percent, that are told to come again with another nonce. */
    public Builder rejectsNonces(int percent) {
      return environment("PEBBLE_WFE_NONCEREJECT", Integer.toString(percent));
    }

    /** Any of Pebble's own switches, such as PEBBLE_ALTERNATE_ROOTS or PEBBLE_VA_ALWAYS_VALID. */
    public Builder environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    /** Seconds that it asks clients to wait between two looks at an authorization or an order. */
    public Builder retryAfter(int authorization, int order) {
      authorizationRetryAfter = authorization;
      orderRetryAfter = order;
      return this;
    }

    /** Offers a profile; the first call replaces the one of 90 days named {@code default}. */
    public Builder profile(String name, Duration validity) {
      profiles.put(name, validity);
      return this;
    }

    /** Refuses accounts that are not bound to this one; the key is Base64 URL text. */
    public Builder requiresAccountBinding(String keyId, String macKey) {
      accountBindingRequired = true;
      accountKeys.put(keyId, macKey);
      return this;
    }

    /** Refuses orders for these names and what is below them. */
    public Builder blocks(String... names) {
      blocked = List.of(names);
      return this;
    }

    /**
     * Runs it on the computer on a lab's internet side: it comes to a home through the router, as a
     * real one does.
     */
    public Builder onTheInternetOf(Router lab) {
      router = lab;
      return this;
    }

    /** Starts it and waits until it answers; skips the test when Pebble cannot be had. */
    public Pebble start() {
      return new Pebble(this);
    }
  }

  /** The address that an ACME client begins with. */
  public URI directory() {
    var host = settings.router == null ? "localhost" : place.address();
    return URI.create("https://" + host + ":" + directoryPort + "/dir");
  }

  /** PEM file of the authority to trust when talking to {@link #directory}. */
  public Path caFile() {
    return authorityFile;
  }

  /** Trusts {@link #caFile}: for a client of {@link #directory}. */
  public SSLContext trust() {
    return authority.trust();
  }

  /** The root of the certificates that it issues; another one after every start. */
  public X509Certificate root() {
    var uri = URI.create("https://" + place.address() + ":" + managementPort + "/roots/0");
    var pem = place.ask(uri, null);
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(pem));
    } catch (CertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The root as a PEM file. */
  public Path rootFile() {
    try {
      return Files.writeString(folder.resolve("root.pem"), TestAuthority.pem(root()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name server that it asks; ours to be asked too (UDP and TCP). */
  public InetSocketAddress dnsServer() {
    return new InetSocketAddress(place.address(), dnsPort);
  }

  /** Gives a name these IPv4 addresses instead of 127.0.0.1. */
  public void setAddresses(String name, String... ipv4) {
    dns("clear-a", "{\"host\":\"" + name + "\"}");
    dns("add-a", "{\"host\":\"" + name + "\",\"addresses\":" + list(ipv4) + "}");
  }

  /** Gives a name these IPv6 addresses; they are tried first. */
  public void setIpv6Addresses(String name, String... ipv6) {
    dns("clear-aaaa", "{\"host\":\"" + name + "\"}");
    dns("add-aaaa", "{\"host\":\"" + name + "\",\"addresses\":" + list(ipv6) + "}");
  }

  /** Sets the address that every name without an own one has; empty: they do not exist. */
  public void setDefaultAddress(String ipv4) {
    dns("set-default-ipv4", "{\"ip\":\"" + ipv4 + "\"}");
  }

  public void setText(String name, String value) {
    dns("set-txt", "{\"host\":\"" + name + ".\",\"value\":\"" + value + "\"}");
  }

  public void clearText(String name) {
    dns("clear-txt", "{\"host\":\"" + name + ".\"}");
  }

  /** From now on questions for this name fail (SERVFAIL). */
  public void failQuestionsFor(String name) {
    dns("set-servfail", "{\"host\":\"" + name + "\"}");
  }

  /** Any command of the name server's management interface: path and JSON body. */
  public void dns(String command, String json) {
    place.ask(
        URI.create("http://" + place.address() + ":" + dnsManagementPort + "/" + command), json);
  }

  /** What it printed since its last start. */
  public String output() {
    return running().output();
  }

  /** Ends it, as when a CA is down; connections are refused from then on. */
  public void stop() {
    running().kill();
    pebble = null;
  }

  /** Starts it again on the same ports, whether it runs or not. */
  public void restart() {
    if (pebble != null) {
      stop();
    }
    start(Servers.require("pebble"));
  }

  @Override
  public void close() {
    if (pebble != null) {
      pebble.close();
    }
    names.close();
  }

  private ChildProcess running() {
    if (pebble == null) {
      throw new IllegalStateException("Pebble is stopped");
    }
    return pebble;
  }

  private ChildProcess startNames(Path program) {
    var options =
        namesOptions(
            program,
            place.address() + ":" + dnsPort,
            defaultAddress(),
            place.address() + ":" + dnsManagementPort);
    var started = place.command(program, options.toArray()).start();
    place.awaitPort(started, dnsManagementPort);
    return started;
  }

  /** What makes its name server be one and nothing else. */
  static List<String> namesOptions(
      Path program, String listen, String standardIpv4, String management) {
    var help = ChildProcess.of(program, "-help").start();
    help.awaitExit(Duration.ofSeconds(10));
    // The flag had another name before 2.10.
    var recent = help.output().contains("-dnsserver");
    var options = new ArrayList<>(List.of(recent ? "-dnsserver" : "-dns01", listen));
    options.addAll(List.of("-defaultIPv4", standardIpv4, "-defaultIPv6", ""));
    options.addAll(List.of("-http01", "", "-https01", "", "-tlsalpn01", ""));
    options.addAll(List.of("-management", management));
    if (help.output().contains("-doh ")) {
      options.addAll(List.of("-doh", ""));
    }
    return options;
  }

  private String defaultAddress() {
    return settings.router == null ? "127.0.0.1" : Router.PUBLIC_ADDRESS;
  }

  private void start(Path program) {
    var file = folder.resolve("pebble.json");
    try {
      Files.writeString(file, configuration());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var command =
        place
            .command(program, "-config", file, "-dnsserver", place.address() + ":" + dnsPort)
            .in(folder);
    settings.environment.forEach(command::environment);
    var started = command.start();
    pebble = started;
    place.awaitPort(started, directoryPort);
    place.awaitPort(started, managementPort);
  }

  private String configuration() {
    var profiles =
        settings.profiles.isEmpty() ? Map.of("default", Duration.ofDays(90)) : settings.profiles;
    var profileJson =
        profiles.entrySet().stream()
            .map(
                each ->
                    "\"%s\":{\"description\":\"%s\",\"validityPeriod\":%d}"
                        .formatted(each.getKey(), each.getKey(), each.getValue().toSeconds()))
            .collect(Collectors.joining(","));
    var accountKeys =
        settings.accountKeys.entrySet().stream()
            .map(each -> "\"" + each.getKey() + "\":\"" + each.getValue() + "\"")
            .collect(Collectors.joining(","));
    return """
    {"pebble":{"listenAddress":"%s:%d","managementListenAddress":"%s:%d",
    "certificate":"%s","privateKey":"%s","httpPort":%d,"tlsPort":%d,"ocspResponderURL":"",
    "externalAccountBindingRequired":%s,"externalAccountMACKeys":{%s},"domainBlocklist":%s,
    "retryAfter":{"authz":%d,"order":%d},"keyAlgorithm":"ecdsa","profiles":{%s}}}
    """
        .formatted(
            place.address(),
            directoryPort,
            place.address(),
            managementPort,
            folder.resolve("leaf.pem"),
            folder.resolve("leaf.key"),
            settings.httpPort,
            settings.tlsPort,
            settings.accountBindingRequired,
            accountKeys,
            list(settings.blocked.toArray(new String[0])),
            settings.authorizationRetryAfter,
            settings.orderRetryAfter,
            profileJson);
  }

  private static String list(String... values) {
    return List.of(values).stream()
        .map(value -> "\"" + value + "\"")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("pebble");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
