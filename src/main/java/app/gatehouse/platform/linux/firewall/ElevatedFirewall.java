package app.gatehouse.platform.linux.firewall;

import app.gatehouse.model.network.FirewallReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Has the helper read the firewall: only an administrator sees its rules. */
public final class ElevatedFirewall {
  private final Function<List<String>, Optional<String>> helper;

  /**
   * @param helper such as {@link app.gatehouse.platform.linux.Elevation#read}
   */
  public ElevatedFirewall(Function<List<String>, Optional<String>> helper) {
    this.helper = helper;
  }

  /**
   * Reads only. At most ten seconds.
   *
   * @param ports one to eight TCP ports
   * @return empty when this user may not know
   */
  public Optional<FirewallReport> read(Set<Integer> ports) {
    var asked = new TreeSet<>(ports);
    var verb = new ArrayList<>(List.of("firewall-read"));
    asked.forEach(port -> verb.add(Integer.toString(port)));
    return helper
        .apply(verb)
        .flatMap(FirewallLines::parse)
        .filter(report -> report.ports().keySet().equals(asked));
  }
}
