package app.gatehouse.service.part;

import app.gatehouse.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known to be wrong just now, by subject: a job notes it and takes it back when it is over.
 * All threads.
 */
public final class KnownTrouble {
  /** The ports cannot be bound. */
  public static final String PORTS = "ports";

  private final ConcurrentSkipListMap<String, Problem> problems = new ConcurrentSkipListMap<>();

  /** A renewal of this site failed. */
  public static String renewal(String site) {
    return "renewal/" + site;
  }

  /** Visitors of this site get something else than they should. */
  public static String served(String site) {
    return "served/" + site;
  }

  /** Nobody outside gets to this site. */
  public static String outside(String site) {
    return "outside/" + site;
  }

  /** This site's name does not lead here. */
  public static String name(String site) {
    return "name/" + site;
  }

  /** Alerts do not go out this way. */
  public static String alerts(String way) {
    return alerts() + way;
  }

  /** What the subjects of all ways begin with. */
  public static String alerts() {
    return "alerts/";
  }

  /** The router does not keep this port's mapping. */
  public static String mapping(int port) {
    return mapping() + port;
  }

  /** The router does not let IPv6 in on this port any more; a mapping of its kind. */
  public static String pinhole(int port) {
    return mapping() + "ipv6-" + port;
  }

  /** What the subjects of all mappings begin with. */
  public static String mapping() {
    return "mapping/";
  }

  public void note(String subject, Problem problem) {
    problems.put(subject, problem);
  }

  public void over(String subject) {
    problems.remove(subject);
  }

  public Optional<Problem> of(String subject) {
    @Nullable Problem problem = problems.get(subject);
    return Optional.ofNullable(problem);
  }

  /** Of all subjects that begin so. */
  public List<Problem> under(String prefix) {
    return problems.tailMap(prefix).entrySet().stream()
        .takeWhile(entry -> entry.getKey().startsWith(prefix))
        .map(Map.Entry::getValue)
        .toList();
  }
}
