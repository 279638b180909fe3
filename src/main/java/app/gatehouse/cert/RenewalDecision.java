package app.gatehouse.cert;

import java.time.Instant;

/** What to do about a certificate now. */
public sealed interface RenewalDecision {

  /** Nothing is due before that time; look again then, or earlier. */
  record Keep(Instant until) implements RenewalDecision {}

  /** It is time. */
  record RenewNow(Reason reason) implements RenewalDecision {}

  /** Why a renewal is due. */
  enum Reason {
    /** Its share of the lifetime has passed. */
    DUE,
    /** Little time is left: a failure is bad news from now on. */
    EMERGENCY,
    /** It is no longer valid, or there is none. */
    EXPIRED
  }
}
