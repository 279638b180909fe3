package app.gatehouse.reach.router;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * A protocol in which one packet asks for a mapping and one packet grants it, and that shows no
 * table: PCP and NAT-PMP. TCP only. Every call blocks for seconds at most and reacts to an
 * interrupt; an {@link IOException} means that there is nobody who speaks it.
 */
interface LeaseProtocol {

  /** As reports name it. */
  String name();

  /** The router's address. */
  InetAddress router();

  /**
   * Asks for a mapping, renews it, or gives it back. At most four seconds.
   *
   * @param outerPort what is wished for; the router may choose another
   * @param lifetime zero to give it back
   */
  LeaseAnswer request(int innerPort, int outerPort, Duration lifetime)
      throws IOException, InterruptedException;

  /** A question that changes nothing; the answer tells no port. At most two seconds. */
  LeaseAnswer look() throws IOException, InterruptedException;

  /** The router's outer address; empty where the protocol does not tell it by itself. */
  Optional<InetAddress> outerAddress() throws IOException, InterruptedException;
}
