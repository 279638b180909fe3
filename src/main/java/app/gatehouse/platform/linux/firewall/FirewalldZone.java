package app.gatehouse.platform.linux.firewall;

import app.gatehouse.model.network.Passage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A zone of firewalld as {@code --list-all} prints it, or a service as {@code --info-service} does.
 *
 * @param target what becomes of those whom nothing concerns
 * @param ports such as {@code 80/tcp} and {@code 8000-8010/tcp}
 * @param hasRichRules whether there are rules that are not understood
 */
record FirewalldZone(
    String target, List<String> services, List<String> ports, boolean hasRichRules) {
  FirewalldZone {
    services = List.copyOf(services);
    ports = List.copyOf(ports);
  }

  static FirewalldZone parse(String listed) {
    return new FirewalldZone(
        value(listed, "target").orElse(""),
        words(listed, "services"),
        words(listed, "ports"),
        listed.lines().map(String::strip).anyMatch(line -> line.startsWith("rule ")));
  }

  private static List<String> words(String listed, String name) {
    return value(listed, name).stream()
        .flatMap(words -> Arrays.stream(words.split("\\s+")))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static Optional<String> value(String listed, String name) {
    return listed
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst();
  }

  /**
   * What becomes of visitors.
   *
   * @param open all TCP ports of this zone and of its services
   */
  Passage passage(List<String> open, int port) {
    if (hasRichRules) {
      return Passage.UNKNOWN;
    }
    return target.equals("ACCEPT") || open.stream().anyMatch(each -> includes(each, port))
        ? Passage.OPEN
        : Passage.BLOCKED;
  }

  static boolean includes(String ports, int port) {
    if (!ports.matches("[0-9]{1,5}(-[0-9]{1,5})?/tcp")) {
      return false;
    }
    var ends = ports.substring(0, ports.indexOf('/')).split("-", -1);
    return Integer.parseInt(ends[0]) <= port && port <= Integer.parseInt(ends[ends.length - 1]);
  }
}
