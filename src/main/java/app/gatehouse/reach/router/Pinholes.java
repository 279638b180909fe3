package app.gatehouse.reach.router;

import app.gatehouse.problem.ProblemException;
import java.net.Inet6Address;

/**
 * Lets the internet in to an IPv6 address of this computer. Nobody translates those, so there is no
 * mapping; but home routers let nothing in that was not asked for. Every call blocks for seconds at
 * most, reacts to an interrupt and may be used from any thread.
 */
public interface Pinholes {

  /** Where nobody is to be asked, or nobody is there. */
  Pinholes NONE =
      new Pinholes() {
        @Override
        public Pinhole open(Inet6Address local, int port) throws ProblemException {
          throw PinholeMaker.notFound(local, port).exception();
        }

        @Override
        public Pinhole keep(Pinhole pinhole) throws ProblemException {
          throw PinholeMaker.notFound(pinhole.local(), pinhole.port()).exception();
        }

        @Override
        public boolean isOpen(Pinhole pinhole) {
          return false;
        }

        @Override
        public void close(Pinhole pinhole) {}
      };

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
   * Whether the router has it at this moment: routers forget when they restart. Changes nothing.
   * PCP shows no table: there it is true when this program was granted it and the router has not
   * restarted since.
   *
   * @throws ProblemException {@code router-not-found}
   */
  boolean isOpen(Pinhole pinhole) throws ProblemException, InterruptedException;

  /**
   * Closes one; does nothing when it is gone.
   *
   * @throws ProblemException as {@link #open}
   */
  void close(Pinhole pinhole) throws ProblemException, InterruptedException;
}
