package app.gatehouse.forward;

import app.gatehouse.forward.guard.GuardDecision.Pass;
import io.netty.handler.codec.http.FullHttpResponse;
import org.jspecify.annotations.Nullable;

/** Where a request goes. */
sealed interface Route {

  /**
   * We answer ourselves.
   *
   * @param published for whom; null when there is no such site, or not over HTTPS
   */
  record Answer(FullHttpResponse response, @Nullable PublishedSite published) implements Route {}

  /**
   * The app answers.
   *
   * @param pass what the guard said
   */
  record ToApp(PublishedSite published, Pass pass) implements Route {}

  /** Somebody has filled in the login page. */
  record SignIn(PublishedSite published) implements Route {}
}
