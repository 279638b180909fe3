package app.gatehouse.forward;

/** Decides where a request goes, from its head alone. Called on event loops; never blocks. */
@FunctionalInterface
interface Gate {
  /**
   * @param boundHost the site that the TLS handshake named; empty on the HTTP port
   */
  Route route(ClientRequest clientRequest, String boundHost);
}
