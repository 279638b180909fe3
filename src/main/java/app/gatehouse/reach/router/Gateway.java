package app.gatehouse.reach.router;

import java.net.InetAddress;
import java.net.URI;

/**
 * A router whose description was looked at and found sane.
 *
 * @param name what it calls itself
 * @param address its address on the local network
 * @param local this computer's address on that network
 * @param control where actions are sent: on the router itself
 * @param service the type of the service that takes them
 */
record Gateway(String name, InetAddress address, InetAddress local, URI control, String service) {

  /** The protocol as reports name it: version 2 of the gateway device brings service version 2. */
  String protocol() {
    return service.endsWith(":2") ? "upnp-igd2" : "upnp-igd1";
  }
}
