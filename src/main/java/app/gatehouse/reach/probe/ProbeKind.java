package app.gatehouse.reach.probe;

/** How a party on the internet is asked. */
enum ProbeKind {
  /** letsdebug.net: fetches by name as Let's Encrypt would, on port 80 only. */
  LETS_DEBUG,
  /** globalping.io: probes in many countries; HTTP and HTTPS to any address and port. */
  GLOBALPING,
  /** check-host.net: fetches an address from several nodes. */
  CHECK_HOST,
  /** One request to an address of the user's choice; its answer says how it went. */
  URL
}
