package app.gatehouse.setup;

import java.util.Base64;
import java.util.random.RandomGenerator;

/** Makes API keys. */
public final class NewKey {
  /** Lets people and secret scanners see what kind of secret they have found. */
  public static final String PREFIX = "gh_";

  private static final int BYTES = 32;

  private NewKey() {}

  /**
   * A fresh key of 256 random bits, safe to put into a header or an address.
   *
   * @param random must be cryptographically strong outside tests
   */
  public static String make(RandomGenerator random) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
