package app.gatehouse.setup;

import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.problem.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Somebody who has prepared the answers; where there is none, nobody is there. */
final class ScriptedQuestions implements Questions {
  private final Map<String, ArrayDeque<String>> answers = new HashMap<>();
  private boolean agrees = true;
  final List<String> asked = new ArrayList<>();
  final List<String> told = new ArrayList<>();
  final List<Problem> problems = new ArrayList<>();
  final List<OperationSnapshot> progress = new ArrayList<>();

  ScriptedQuestions answers(String key, String... typed) {
    answers.put(key, new ArrayDeque<>(List.of(typed)));
    return this;
  }

  ScriptedQuestions declines() {
    agrees = false;
    return this;
  }

  @Override
  public boolean confirm(String key, Map<String, String> facts) {
    asked.add(key);
    return agrees;
  }

  @Override
  public Optional<String> choose(String key, Map<String, String> facts, List<Choice> choices) {
    return next(key);
  }

  @Override
  public Optional<String> ask(String key, Map<String, String> facts) {
    return next(key);
  }

  @Override
  public Optional<String> askSecret(String key, Map<String, String> facts) {
    return next(key);
  }

  private Optional<String> next(String key) {
    asked.add(key);
    return Optional.ofNullable(answers.getOrDefault(key, new ArrayDeque<>()).poll());
  }

  @Override
  public void tell(String key, Map<String, String> facts) {
    told.add(key);
  }

  @Override
  public void tell(Problem problem) {
    problems.add(problem);
  }

  @Override
  public void progress(OperationSnapshot snapshot) {
    progress.add(snapshot);
  }
}
