package app.gatehouse.service.job;

import java.time.Instant;

/**
 * Something that is done again and again. Runs on one thread at a time; must not block for long.
 */
public interface Job {

  /**
   * Does what is due.
   *
   * @return when to be run again at the latest; within five minutes
   */
  Instant run(Instant now);

  /**
   * The computer slept, its clock was set on or it is in another network: what was seen before may
   * not hold any more.
   */
  default void wake() {}
}
