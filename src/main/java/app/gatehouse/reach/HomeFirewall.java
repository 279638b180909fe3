package app.gatehouse.reach;

import app.gatehouse.model.network.FirewallReport;
import java.util.Optional;
import java.util.Set;

/** The firewall of this computer, where it can be read without asking anybody for a password. */
@FunctionalInterface
public interface HomeFirewall {

  /**
   * Reads only. At most ten seconds.
   *
   * @param ports one to eight TCP ports
   * @return empty when this user may not know, or when this system does not tell
   */
  Optional<FirewallReport> read(Set<Integer> ports);
}
