package app.gatehouse.cli;

import app.gatehouse.json.Json;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.text.Texts;
import app.gatehouse.text.Words;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** A command that answers, in words or with {@code --json} as one document. */
abstract class Answering implements Callable<Integer> {
  @Option(names = "--json", descriptionKey = "cli.option.json")
  private boolean json;

  private final GatehouseCommand gatehouse;

  Answering(GatehouseCommand gatehouse) {
    this.gatehouse = gatehouse;
  }

  @Override
  public final Integer call() throws Exception {
    gatehouse.surroundings().log(gatehouse.isVerbose());
    try {
      return answer();
    } catch (ProblemException e) {
      tell(e.problem());
      return ExitStatus.of(e.problem());
    }
  }

  /** Says why there is no answer. */
  final void tell(Problem problem) {
    if (json) {
      print(Map.of("problem", problem));
    } else {
      new Words(gatehouse.terminal().err(), texts()).problem(problem);
    }
  }

  /** Does what the command is for; returns the exit status. */
  abstract int answer() throws Exception;

  final GatehouseCommand gatehouse() {
    return gatehouse;
  }

  final boolean isJson() {
    return json;
  }

  final Texts texts() {
    return gatehouse.texts();
  }

  final PrintWriter out() {
    return gatehouse.terminal().out();
  }

  /** For people: on standard output, or beside the document. */
  final Words words() {
    return new Words(json ? gatehouse.terminal().err() : out(), texts());
  }

  /** The one JSON document. */
  final void print(Object document) {
    out().println(Json.withWords(texts()::problemWords).write(document));
    out().flush();
  }
}
