package app.gatehouse.reach.router;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * What a router answered by PCP or NAT-PMP.
 *
 * @param result granted, or why not
 * @param detail the result for people who ask, such as {@code PCP error 8 NO_RESOURCES}; empty when
 *     granted
 * @param local this computer's address that the question came from
 * @param epoch for how long the router has remembered its mappings
 * @param outerPort the port that was granted; 0 when none was
 * @param outerAddress the outer address that was granted or told
 * @param lifetime for how long it was granted
 */
record LeaseAnswer(
    Result result,
    String detail,
    InetAddress local,
    Epoch epoch,
    int outerPort,
    Optional<InetAddress> outerAddress,
    Duration lifetime) {

  /** What matters of a result code. */
  enum Result {
    GRANTED,
    NOT_AUTHORIZED,
    /** The router cannot give the port that was asked for. */
    CONFLICT,
    FAILED
  }

  boolean isGranted() {
    return result == Result.GRANTED;
  }
}
