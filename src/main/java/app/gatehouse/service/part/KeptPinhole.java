package app.gatehouse.service.part;

import app.gatehouse.reach.router.Pinhole;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A hole in the router's IPv6 firewall that is ours to keep and to close.
 *
 * @param address of this computer
 * @param port there
 * @param granted what the router made; null when it was asked and it is not known what became of it
 * @param since when the router last agreed, or was asked
 */
public record KeptPinhole(String address, int port, @Nullable Pinhole granted, Instant since) {

  boolean isOf(String otherAddress, int otherPort) {
    return address.equals(otherAddress) && port == otherPort;
  }
}
