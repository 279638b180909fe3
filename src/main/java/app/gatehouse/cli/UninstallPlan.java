package app.gatehouse.cli;

import app.gatehouse.cli.Leftovers.Leftover;
import java.util.List;
import java.util.Set;

/**
 * What an uninstallation takes back and what it leaves.
 *
 * @param steps in order
 * @param keepsTrust whether this computer goes on trusting the root certificate
 */
record UninstallPlan(List<Leftover> steps, boolean keepsTrust) {
  UninstallPlan {
    steps = List.copyOf(steps);
  }

  /**
   * @param trust whether the trusted root goes, too: private addresses that are kept need it
   */
  static UninstallPlan of(Set<Leftover> found, boolean trust) {
    var steps =
        found.stream().filter(each -> trust || each != Leftover.TRUSTED_ROOT).sorted().toList();
    return new UninstallPlan(steps, !trust && found.contains(Leftover.TRUSTED_ROOT));
  }
}
