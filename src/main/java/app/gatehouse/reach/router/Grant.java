package app.gatehouse.reach.router;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A mapping that the router made and confirmed when it was read back.
 *
 * @param outerPort the port on the router's outer side: always the one that was asked for
 * @param innerPort the port on this computer
 * @param localAddress this computer's address that the router forwards to
 * @param wanAddress the router's outer address as it says, if it says one
 * @param lease how long the router keeps it; null when it keeps it until told otherwise
 * @param ours false when exactly this mapping was there before and was not made by Gatehouse
 */
public record Grant(
    int outerPort,
    int innerPort,
    String localAddress,
    @Nullable String wanAddress,
    @Nullable Duration lease,
    boolean ours) {

  Grant withWanAddress(@Nullable String address) {
    return new Grant(outerPort, innerPort, localAddress, address, lease, ours);
  }
}
