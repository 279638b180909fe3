package app.gatehouse.platform.linux.firewall;

import app.gatehouse.model.network.FirewallReport;
import app.gatehouse.model.network.Passage;
import app.gatehouse.platform.linux.Tools;
import app.gatehouse.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The firewall of this computer. ufw and firewalld write nftables rules themselves, so whoever of
 * them is active is asked, and plain nftables only where neither is.
 */
public final class Firewalls {
  private final List<Firewall> known;

  public Firewalls(Tools tools) {
    this(List.of(new Ufw(tools), new Firewalld(tools), new Nftables(tools)));
  }

  Firewalls(List<Firewall> known) {
    this.known = List.copyOf(known);
  }

  /**
   * What is at work and what it does with visitors of these ports. Changes nothing.
   *
   * @throws ProblemException {@code system-change-failed} where a firewall does not answer
   */
  public FirewallReport read(Ports ports) throws ProblemException {
    for (var each : known) {
      var found = each.read(ports);
      if (found.isPresent()) {
        return found.get();
      }
    }
    return new FirewallReport(null, ports.each(port -> Passage.OPEN), new TreeSet<>());
  }

  /**
   * Lets visitors in to these ports. Asked again, changes nothing; asked for other ports, our rule
   * is for those then.
   *
   * @throws ProblemException {@code system-change-failed}, {@code firewall-blocks} where only
   *     people can change it
   */
  public Opening open(Ports ports) throws ProblemException {
    for (var each : known) {
      if (each.isActive()) {
        return new Opening(each.name(), each.open(ports));
      }
    }
    return new Opening("", Opening.Outcome.NOTHING_BLOCKS);
  }

  /** Our rule as nftables spells it, for people to keep it in a file of theirs. */
  public static String nftablesRule(Ports ports) {
    return Nftables.rule(ports);
  }

  /**
   * Takes our rule back wherever it is, and nothing else.
   *
   * @return the firewalls that it was in
   * @throws ProblemException {@code system-change-failed}, after all have been asked
   */
  public List<String> close() throws ProblemException {
    var changed = new ArrayList<String>();
    @Nullable ProblemException failure = null;
    for (var each : known) {
      try {
        if (each.close()) {
          changed.add(each.name());
        }
      } catch (ProblemException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
    return changed;
  }
}
