package app.gatehouse.platform.linux;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Programs that answer what a test says, and fail when they are asked for anything else. */
public final class ScriptedTools implements Tools {
  private final Map<String, Answer> answers = new HashMap<>();

  /** What was run and changes something, in order. */
  public final List<String> changes = new ArrayList<>();

  /** Answers with status 0. */
  public ScriptedTools answer(String command, String output) {
    answers.put(command, new Answer(0, output));
    return this;
  }

  public ScriptedTools refuse(String command, String output) {
    answers.put(command, new Answer(1, output));
    return this;
  }

  @Override
  public boolean has(String program) {
    return answers.keySet().stream().anyMatch(each -> (each + " ").startsWith(program + " "));
  }

  @Override
  public Answer run(List<String> command) {
    var line = String.join(" ", command);
    var answer = answers.get(line);
    if (answer == null) {
      throw new AssertionError("not expected: " + line);
    }
    if (answer.output().isEmpty()) {
      changes.add(line);
    }
    return answer;
  }
}
