package app.gatehouse.platform.linux;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.util.List;

/** Programs of this system, by absolute path. */
public interface Tools {

  /** Whether this system has that program. */
  boolean has(String program);

  /** Runs a program to its end. One that cannot be started or takes too long answers so. */
  Answer run(List<String> command);

  /**
   * What a program said and how it ended.
   *
   * @param status as the program ended; {@link #NONE} when it did not run to its end
   * @param output both streams as they came, at most a mebibyte; else why there is none
   */
  record Answer(int status, String output) {
    /** In place of a status. */
    public static final int NONE = -1;

    public boolean isWell() {
      return status == 0;
    }
  }

  /**
   * As {@link #run} for a program that changes something.
   *
   * @return what it said
   * @throws ProblemException {@code system-change-failed} with what it said as the detail
   */
  default String change(List<String> command) throws ProblemException {
    var answer = run(command);
    if (!answer.isWell()) {
      throw Problem.error(ProblemCode.SYSTEM_CHANGE_FAILED)
          .with("command", String.join(" ", command))
          .detail(answer.output().strip())
          .exception();
    }
    return answer.output();
  }
}
