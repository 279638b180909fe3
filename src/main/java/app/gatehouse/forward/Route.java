package app.gatehouse.forward;

import app.gatehouse.forward.guard.GuardDecision.Pass;
import io.netty.handler.codec.http.FullHttpResponse;

/** Where a request goes. */
sealed interface Route {

  /** We answer ourselves. */
  record Answer(FullHttpResponse response) implements Route {}

  /**
   * The app answers.
   *
   * @param pass what the guard said
   */
  record ToApp(PublishedSite published, Pass pass) implements Route {}

  /** Somebody has filled in the login page. */
  record SignIn(PublishedSite published) implements Route {}
}
