package app.gatehouse.setup;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a password for the login page must be: long rather than colourful (NIST SP 800-63B 3.1.1).
 */
public final class PasswordRules {
  public static final int MIN_LENGTH = 10;

  /** An upper bound keeps the slow hash from being fed with megabytes. */
  public static final int MAX_LENGTH = 256;

  private static final int MIN_DISTINCT = 4;

  /** The long ones among the passwords that attackers try first. */
  private static final Set<String> COMMON =
      Set.of(
          "1234567890",
          "0123456789",
          "12345678910",
          "123456789a",
          "a123456789",
          "0987654321",
          "1q2w3e4r5t",
          "1qaz2wsx3edc",
          "qwertyuiop",
          "password123",
          "password1234",
          "passw0rd123",
          "administrator",
          "changeme123",
          "letmein123",
          "iloveyou123",
          "woaini1314",
          "woaini520520",
          "woaini1314520",
          "gatehouse1",
          "gatehouse123");

  private PasswordRules() {}

  /**
   * What is wrong with a password, if anything.
   *
   * @return {@code credentials-too-weak} with the fact {@code minimum} and a variant that says why
   *     ({@code short}, {@code long}, {@code name}, {@code common})
   */
  public static Optional<Problem> check(String user, String password) {
    var length = password.codePointCount(0, password.length());
    if (length < MIN_LENGTH) {
      return weak("short");
    }
    if (length > MAX_LENGTH) {
      return weak("long");
    }
    var lower = password.toLowerCase(Locale.ROOT);
    var name = user.strip().toLowerCase(Locale.ROOT);
    if (!name.isEmpty() && lower.replace(name, "").length() < MIN_DISTINCT) {
      return weak("name");
    }
    if (COMMON.contains(lower) || password.codePoints().distinct().count() < MIN_DISTINCT) {
      return weak("common");
    }
    return Optional.empty();
  }

  private static Optional<Problem> weak(String variant) {
    return Optional.of(
        Problem.error(ProblemCode.CREDENTIALS_TOO_WEAK)
            .with("minimum", MIN_LENGTH)
            .variant(variant));
  }
}
