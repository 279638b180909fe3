package app.gatehouse.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something that went wrong or may go wrong, as a value a user can act on. Two problems of the same
 * code may need different words; the fact {@code variant} then chooses them ({@code
 * problem.<code>.<variant>.title}).
 *
 * @param code stable name of the problem
 * @param severity how bad it is here
 * @param facts what the words speak of, for example {@code port=80}; never secrets
 * @param detail technical text for those who ask for it (an exception, an answer); never secrets
 */
public record Problem(
    ProblemCode code, Severity severity, Map<String, String> facts, @Nullable String detail) {

  public static final String VARIANT = "variant";

  public Problem {
    Objects.requireNonNull(code);
    // In one order, so that the same problem always reads the same.
    facts = Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(facts)));
  }

  /** An error without facts. */
  public static Problem error(ProblemCode code) {
    return new Problem(code, Severity.ERROR, Map.of(), null);
  }

  public static Problem warning(ProblemCode code) {
    return new Problem(code, Severity.WARNING, Map.of(), null);
  }

  public static Problem info(ProblemCode code) {
    return new Problem(code, Severity.INFO, Map.of(), null);
  }

  /** This problem with one more fact. */
  public Problem with(String fact, Object value) {
    var more = new LinkedHashMap<>(facts);
    more.put(fact, String.valueOf(value));
    return new Problem(code, severity, more, detail);
  }

  /** This problem with the words of a variant. */
  public Problem variant(String name) {
    return with(VARIANT, name);
  }

  public Problem detail(@Nullable String text) {
    return new Problem(code, severity, facts, text);
  }

  /** This problem with the class and message of what was caught as its detail. */
  public Problem cause(Throwable thrown) {
    var message = thrown.getMessage();
    var name = thrown.getClass().getSimpleName();
    return detail(message == null ? name : name + ": " + message);
  }

  public Problem severity(Severity other) {
    return new Problem(code, other, facts, detail);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** This problem as something to throw. */
  public ProblemException exception() {
    return new ProblemException(this);
  }
}
