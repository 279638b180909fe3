package app.gatehouse.forward.guard;

import java.time.Duration;

/** What the guard says to a request. */
public sealed interface GuardDecision {

  /**
   * The request goes to the app.
   *
   * @param apiKeyHeaderIsOurs whether {@code X-API-Key} was meant for us: the app must not see it
   * @param authorizationIsOurs the same for {@code Authorization}
   */
  record Pass(boolean apiKeyHeaderIsOurs, boolean authorizationIsOurs) implements GuardDecision {
    static final Pass UNTOUCHED = new Pass(false, false);
  }

  /** Somebody has to sign in first. */
  record SignInNeeded() implements GuardDecision {}

  /**
   * An API key has to be sent.
   *
   * @param wrong whether one was sent that is not valid
   */
  record KeyNeeded(boolean wrong) implements GuardDecision {}

  /** A page of another origin makes a signed-in browser ask. */
  record ForeignOrigin() implements GuardDecision {}

  /**
   * @param retryAfter when the next request may pass; at least a second
   */
  record TooMany(Duration retryAfter) implements GuardDecision {}
}
