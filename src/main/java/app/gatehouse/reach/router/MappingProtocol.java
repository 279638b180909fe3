package app.gatehouse.reach.router;

import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One router, found, as one protocol for mappings reaches it. What {@link Router} promises holds
 * here, too; an {@link IOException} means that the router has gone or no longer speaks this.
 */
interface MappingProtocol {

  /** As reports name it, such as {@code upnp-igd2}. */
  String name();

  /** What the router calls itself; empty when this protocol does not tell. */
  Optional<String> routerName();

  /** The router's address on the local network. */
  InetAddress router();

  /** This computer's address on that network. */
  InetAddress local();

  /** The router's outer address as it says. */
  Optional<InetAddress> outerAddress() throws InterruptedException;

  /** As {@link Router#map}. */
  Grant map(int outerPort, int innerPort, OptionalInt remembered)
      throws IOException, ProblemException, InterruptedException;

  /** As {@link Router#leadsHere}, as far as this protocol can know. */
  boolean leadsHere(int outerPort, int innerPort)
      throws IOException, ProblemException, InterruptedException;

  /** As {@link Router#entry}. */
  default TableEntry entry(int outerPort) throws IOException, InterruptedException {
    return new TableEntry.Hidden();
  }

  /**
   * As {@link Router#unmap}.
   *
   * @return whether there was something of ours to take back
   */
  boolean unmap(int outerPort, OptionalInt remembered)
      throws IOException, ProblemException, InterruptedException;
}
