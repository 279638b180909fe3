package app.gatehouse.model.network;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The firewall of this computer.
 *
 * @param firewall its name ({@code ufw}, {@code firewalld}, {@code nftables}, {@code iptables});
 *     null when none of these keeps anybody out
 * @param ports what it does with visitors of these TCP ports
 * @param ours the ports that Gatehouse's own rule lets visitors in to; empty without such a rule
 */
public record FirewallReport(
    @Nullable String firewall, SortedMap<Integer, Passage> ports, SortedSet<Integer> ours) {
  public FirewallReport {
    ports = Collections.unmodifiableSortedMap(new TreeMap<>(ports));
    ours = Collections.unmodifiableSortedSet(new TreeSet<>(ours));
  }
}
