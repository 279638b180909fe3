package app.gatehouse.cert;

import java.time.Instant;

/**
 * Failed attempts to renew since the last success.
 *
 * @param last when the last one ended
 * @param failures how many in a row; at least 1
 * @param notBefore when the CA allows the next one at the earliest; not after {@code last} when it
 *     said nothing
 */
public record Attempt(Instant last, int failures, Instant notBefore) {
  public Attempt {
    if (failures < 1) {
      throw new IllegalArgumentException("an attempt without failures is a success");
    }
  }

  /** An attempt for which the CA named no time. */
  public static Attempt failed(Instant last, int failures) {
    return new Attempt(last, failures, last);
  }
}
