package app.gatehouse.reach.probe;

/** A party on the internet, in its own language. Safe for all threads. */
interface Prober {

  /** Whether it can try this at all. */
  boolean canTry(ProbeTarget target);

  /**
   * Has it try. Blocks until it says something; every call within has a limit of its own, and the
   * caller interrupts when nobody waits any more.
   */
  Testimony ask(ProbeTarget target) throws InterruptedException;
}
