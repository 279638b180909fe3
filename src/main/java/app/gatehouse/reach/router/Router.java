package app.gatehouse.reach.router;

import app.gatehouse.model.network.RouterInfo;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The home's router, as far as it can be asked. Every call blocks for seconds at most, reacts to an
 * interrupt and may be used from any thread.
 */
public interface Router {

  /** A home where the router is not to be asked ({@code router.enabled=false}). */
  Router NONE =
      new Router() {
        @Override
        public boolean enabled() {
          return false;
        }

        @Override
        public Optional<RouterInfo> find() {
          return Optional.empty();
        }

        @Override
        public Grant map(int outerPort, int innerPort, OptionalInt remembered)
            throws ProblemException {
          throw Problem.error(ProblemCode.ROUTER_NOT_FOUND).with("port", outerPort).exception();
        }

        @Override
        public boolean leadsHere(int outerPort, int innerPort) {
          return false;
        }

        @Override
        public void unmap(int outerPort, OptionalInt remembered) {}
      };

  /** Its firewall for IPv6, where nothing is forwarded. */
  default Pinholes pinholes() {
    return Pinholes.NONE;
  }

  /** Whether the router may be asked at all. */
  boolean enabled();

  /** Looks for a router that maps ports; changes nothing. At most 3 seconds when there is none. */
  Optional<RouterInfo> find() throws InterruptedException;

  /**
   * Forwards a TCP port of the router's outer side to this computer, or renews that mapping, and
   * reads it back. Another port than the one that was asked for counts as refused.
   *
   * @param remembered the inner port of a mapping of this outer port that the caller knows to be
   *     Gatehouse's: some routers do not keep who made one, and some protocols do not tell
   * @throws ProblemException {@code router-not-found}, {@code router-refuses}, {@code
   *     router-refuses-low-ports} or {@code mapping-conflict}, with the fact {@code port}
   */
  Grant map(int outerPort, int innerPort, OptionalInt remembered)
      throws ProblemException, InterruptedException;

  /**
   * Whether a TCP port of the router's outer side is forwarded to that port of this computer at
   * this moment: routers forget when they restart. Changes nothing. PCP and NAT-PMP show no table:
   * there it is true when this program was granted that mapping and the router has not restarted
   * since.
   *
   * @throws ProblemException {@code router-not-found} or {@code router-refuses}
   */
  boolean leadsHere(int outerPort, int innerPort) throws ProblemException, InterruptedException;

  /**
   * What the table of the router that was found last says of a TCP port of its outer side. Asks
   * that router only and changes nothing.
   */
  default TableEntry entry(int outerPort) throws InterruptedException {
    return new TableEntry.Hidden();
  }

  /**
   * Takes a mapping back if it is ours; does nothing when it is gone or somebody else's.
   *
   * @param remembered as for {@link #map}
   * @throws ProblemException {@code router-not-found} or {@code router-refuses}
   */
  void unmap(int outerPort, OptionalInt remembered) throws ProblemException, InterruptedException;
}
