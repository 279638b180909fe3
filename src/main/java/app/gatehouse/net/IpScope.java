package app.gatehouse.net;

/** What an IP address is for (RFC 6890 and the IANA special-purpose registries). */
public enum IpScope {
  /** Reachable from the internet, as far as the address alone can tell. */
  PUBLIC,
  /** Of the local network: RFC 1918, or unique local IPv6 (RFC 4193). */
  PRIVATE,
  /** Shared by a provider's customers (RFC 6598). */
  CGNAT,
  LOOPBACK,
  LINK_LOCAL,
  MULTICAST,
  /** For examples in texts (RFC 5737, RFC 3849, RFC 9637). */
  DOCUMENTATION,
  /** A way to carry one family over the other: 6to4, Teredo, NAT64; no home's own address. */
  TRANSITION,
  /** Anything else that nobody has: unspecified, benchmarking, reserved. */
  RESERVED
}
