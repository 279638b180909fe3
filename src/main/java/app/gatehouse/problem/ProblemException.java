package app.gatehouse.problem;

import org.jspecify.annotations.Nullable;

/** Carries a {@link Problem} across layers. The only checked exception of Gatehouse's own. */
public final class ProblemException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    this(problem, null);
  }

  public ProblemException(Problem problem, @Nullable Throwable cause) {
    super(problem.code().wireName() + " " + problem.facts(), cause);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
