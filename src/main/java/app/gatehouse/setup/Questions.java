package app.gatehouse.setup;

import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody to ask: a terminal, a script that says yes, a test. Texts come as keys with facts.
 * Called on one thread; may block for as long as people think.
 */
public interface Questions {

  /** Yes or no; a script started with {@code --yes} says yes. */
  boolean confirm(String key, Map<String, String> facts);

  /** The id of the chosen one, or empty when there is nobody to ask. */
  Optional<String> choose(String key, Map<String, String> facts, List<Choice> choices);

  /** What was typed, or empty when there is nobody to ask. */
  Optional<String> ask(String key, Map<String, String> facts);

  /** As {@link #ask}, not shown while it is typed. */
  Optional<String> askSecret(String key, Map<String, String> facts);

  void tell(String key, Map<String, String> facts);

  /** Something is wrong with what was just typed, or worth knowing. */
  void tell(Problem problem);

  /** How the work goes on; may skip snapshots, never the last one. */
  void progress(OperationSnapshot snapshot);
}
