package app.gatehouse.reach.router;

import app.gatehouse.problem.ProblemException;
import java.net.Inet6Address;

/**
 * Lets the internet in to an IPv6 address of this computer. Nobody translates those, so there is no
 * mapping; but home routers let nothing in that was not asked for. Every call blocks for seconds at
 * most, reacts to an interrupt and may be used from any thread.
 */
public interface Pinholes {

  /**
   * Opens a TCP port.
   *
   * @param local a global address of this computer
   * @throws ProblemException {@code router-not-found} or {@code router-refuses}, with the variant
   *     {@code ipv6} and the fact {@code port}
   */
  Pinhole open(Inet6Address local, int port) throws ProblemException, InterruptedException;

  /**
   * Renews one; makes it anew when the router has forgotten it.
   *
   * @throws ProblemException as {@link #open}
   */
  Pinhole keep(Pinhole pinhole) throws ProblemException, InterruptedException;

  /**
   * Closes one; does nothing when it is gone.
   *
   * @throws ProblemException as {@link #open}
   */
  void close(Pinhole pinhole) throws ProblemException, InterruptedException;
}
