package app.gatehouse.platform.linux.firewall;

/**
 * What became of the wish to let visitors in.
 *
 * @param firewall its name; empty when none is active
 */
public record Opening(String firewall, Outcome outcome) {
  /** How it went. */
  public enum Outcome {
    /** Our rule is there now and stays. */
    ADDED,
    /** Our rule is there until the computer restarts: the firewall's own file is not ours. */
    ADDED_UNTIL_RESTART,
    /** Visitors were let in before already. */
    OPEN_ALREADY,
    /** Nothing we know of keeps visitors out. */
    NOTHING_BLOCKS
  }
}
