package app.gatehouse.apps;

import app.gatehouse.net.HttpAnswer;
import app.gatehouse.problem.ProblemCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one kind of app; the shape of the files in {@code src/main/resources/apps}.
 *
 * @param id stable name
 * @param name what people call it; empty for an app that nothing is known about
 * @param ports where it listens unless told otherwise
 * @param kind what it is for
 * @param hostHeader which Host header it needs to see
 * @param hint any of these in the answer to {@code GET /} makes it likely
 * @param proof a second request that decides; without one a hint suffices
 * @param warnings what is dangerous about it
 */
record Preset(
    String id,
    String name,
    List<Integer> ports,
    Kind kind,
    HostHeader hostHeader,
    List<Sign> hint,
    @Nullable Proof proof,
    List<ProblemCode> warnings) {

  /** What an app is for; {@code BY_PAGE} when only its first page tells. */
  enum Kind {
    PAGES,
    API,
    BY_PAGE
  }

  /**
   * The request that decides.
   *
   * @param any what the answer must look like
   * @param lockedStatus the status when the app asks for a login of its own, which is proof, too
   */
  record Proof(String path, List<Sign> any, @Nullable Integer lockedStatus) {

    boolean isLocked(HttpAnswer answer) {
      return lockedStatus != null && lockedStatus == answer.status();
    }

    boolean holds(HttpAnswer answer) {
      return isLocked(answer) || any.stream().anyMatch(sign -> sign.matches(answer));
    }
  }

  boolean isLikely(HttpAnswer first) {
    return hint.stream().anyMatch(sign -> sign.matches(first));
  }
}
