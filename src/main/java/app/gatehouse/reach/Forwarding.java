package app.gatehouse.reach;

/** What the router does with a port of its outer side, as far as it says. */
enum Forwarding {
  /** It leads to the right port of this computer. */
  HERE,
  /** It does not. */
  NOT_HERE,
  /** It speaks no protocol that tells, or was not asked. */
  NOT_TOLD
}
