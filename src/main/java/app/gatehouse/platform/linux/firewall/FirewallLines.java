package app.gatehouse.platform.linux.firewall;

import app.gatehouse.model.network.FirewallReport;
import app.gatehouse.model.network.Passage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the helper says about the firewall, the same in every language: the firewall's name, what it
 * does with each port, and the ports of our rule.
 *
 * <pre>
 * firewall: ufw
 * port 80: open
 * port 443: blocked
 * ours: none
 * </pre>
 */
public final class FirewallLines {
  private static final String NONE = "none";
  private static final Pattern FIREWALL = Pattern.compile("firewall: ([a-z]+)");
  private static final Pattern PORT =
      Pattern.compile("port ([1-9][0-9]{0,4}): (open|blocked|unknown)");
  private static final Pattern OURS = Pattern.compile("ours: (none|[1-9][0-9]{0,4}(?: [0-9]+)*)");

  private FirewallLines() {}

  /** Without a line break at the end. */
  public static String write(FirewallReport report) {
    var text = new StringBuilder("firewall: ");
    text.append(report.firewall() == null ? NONE : report.firewall()).append('\n');
    report
        .ports()
        .forEach((port, passage) -> text.append("port " + port + ": " + word(passage) + "\n"));
    var ours = report.ours().stream().map(String::valueOf).collect(Collectors.joining(" "));
    return text.append("ours: ").append(ours.isEmpty() ? NONE : ours).toString();
  }

  private static String word(Passage passage) {
    return passage.name().toLowerCase(Locale.ROOT);
  }

  /** Empty for everything that {@link #write} would not have written. */
  public static Optional<FirewallReport> parse(String said) {
    var lines = said.strip().lines().toList();
    if (lines.size() < 2) {
      return Optional.empty();
    }
    var name = FIREWALL.matcher(lines.getFirst());
    var ours = OURS.matcher(lines.getLast());
    var ports = ports(lines.subList(1, lines.size() - 1));
    if (!name.matches() || !ours.matches() || ports.isEmpty()) {
      return Optional.empty();
    }
    @Nullable String firewall = name.group(1).equals(NONE) ? null : name.group(1);
    return numbers(ours.group(1)).map(its -> new FirewallReport(firewall, ports.get(), its));
  }

  private static Optional<SortedMap<Integer, Passage>> ports(List<String> lines) {
    var ports = new TreeMap<Integer, Passage>();
    for (var line : lines) {
      var found = PORT.matcher(line);
      if (!found.matches()) {
        return Optional.empty();
      }
      var passage = Passage.valueOf(found.group(2).toUpperCase(Locale.ROOT));
      ports.put(Integer.valueOf(found.group(1)), passage);
    }
    return Optional.of(ports);
  }

  private static Optional<SortedSet<Integer>> numbers(String words) {
    return words.equals(NONE)
        ? Optional.of(new TreeSet<>())
        : Ports.parse(Arrays.asList(words.split(" ", -1))).map(Ports::numbers);
  }
}
