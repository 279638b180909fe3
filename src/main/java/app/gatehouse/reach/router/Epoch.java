package app.gatehouse.reach.router;

import java.time.Duration;

/**
 * How long a router has remembered its mappings, at an instant of ours. A router that restarts
 * without them begins again at zero, so that two of these tell whether it forgot (RFC 6887, section
 * 8.5; RFC 6886, section 3.6).
 *
 * @param seconds as the router says
 * @param nanos of a clock of ours that only goes forward
 */
record Epoch(long seconds, long nanos) {
  /** Seconds by which a lossy network or rounding may move either clock. */
  private static final long TOLERANCE = 2;

  /** Two clocks differ by a sixteenth at most, or one of them is broken. */
  private static final long SHARE = 16;

  /** Whether nothing was forgotten between the earlier one and this. */
  boolean continues(Epoch earlier) {
    var theirs = seconds - earlier.seconds;
    var ours = Duration.ofNanos(nanos - earlier.nanos).toSeconds();
    return theirs >= -1
        && ours + TOLERANCE >= theirs - theirs / SHARE
        && theirs + TOLERANCE >= ours - ours / SHARE;
  }
}
