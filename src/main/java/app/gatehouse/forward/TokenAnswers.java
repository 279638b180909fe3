package app.gatehouse.forward;

import java.net.InetAddress;
import java.util.Optional;

/** Answers what somebody outside was asked to fetch, before any site is looked for. */
@FunctionalInterface
public interface TokenAnswers {

  /**
   * Called on event loops; must not block.
   *
   * @return the content, when there is such a token
   */
  Optional<String> answer(String path, InetAddress from);
}
