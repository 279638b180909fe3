package app.gatehouse.model.network;

/** How this home gets an address and a certificate: what follows from its reachability. */
public enum Way {
  /** Both ports are open: anything goes. */
  DIRECT,
  /** The router forwards ports when Gatehouse asks it to. */
  MAP_PORTS,
  /** Somebody has to tell the router by hand to forward ports. */
  FORWARD_BY_HAND,
  /** Something on this computer stands in the way first. */
  CLEAR_THIS_COMPUTER,
  /** Port 80 is closed and 443 open: TLS-ALPN-01 (RFC 8737) proves the name on 443. */
  TLS_ALPN,
  /** Neither port comes in: the certificate by DNS-01, the address with a high port. */
  DNS_AND_HIGH_PORT,
  /** Reached by IPv6, and not by IPv4. */
  IPV6_ONLY,
  /** No port forward can help: a public address of the provider, IPv6, or a tunnel. */
  ASK_PROVIDER,
  /** A second router has to forward, too, or to become a bridge. */
  SECOND_ROUTER,
  /** Without the internet nothing else can be found out. */
  CONNECT_FIRST,
  /** Nobody knows yet. */
  PROVE_FIRST
}
