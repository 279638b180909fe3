package app.gatehouse.cert;

/** How a host names its folder. */
final class HostFolder {
  private HostFolder() {}

  /** DNS names as they are; the colons of IPv6 addresses are not allowed on every system. */
  static String name(String host) {
    if (host.isEmpty() || host.startsWith(".") || host.contains("/") || host.contains("\\")) {
      throw new IllegalArgumentException("not a host: " + host);
    }
    return host.replace(':', '_');
  }
}
