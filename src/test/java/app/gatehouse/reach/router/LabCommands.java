package app.gatehouse.reach.router;

import app.gatehouse.json.Json;
import app.gatehouse.support.ChildProcess;
import app.gatehouse.support.Router;
import app.gatehouse.support.Servers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** How tests let the computers of a lab do something. */
final class LabCommands {
  static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toAbsolutePath();

  private LabCommands() {}

  static Object[] java(String... verbs) {
    return program(HomeProgram.class, verbs);
  }

  static Object[] rogue(String... arguments) {
    return program(RogueProgram.class, arguments);
  }

  static Object[] program(Class<?> main, String... arguments) {
    var command = new ArrayList<Object>();
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return command.toArray();
  }

  /** What the home computer answers to each verb of {@link HomeProgram}. */
  static List<JsonNode> atHome(Router lab, String... verbs) {
    return answers(lab.atHome(JAVA, java(verbs)));
  }

  /** As {@link #atHome}, with the milliseconds of each. */
  static List<JsonNode> withTimes(Router lab, String... verbs) {
    return lines(run(lab.atHome(JAVA, java(verbs))));
  }

  static List<JsonNode> answers(ChildProcess.Builder program) {
    return answers(run(program));
  }

  static List<JsonNode> answers(String output) {
    return lines(output).stream().map(line -> line.get("answer")).toList();
  }

  private static List<JsonNode> lines(String output) {
    return output
        .lines()
        .filter(line -> line.startsWith("> "))
        .map(line -> tree(line.substring(2)))
        .toList();
  }

  private static JsonNode tree(String line) {
    try {
      return Json.PLAIN.read(line, JsonNode.class);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  static String fromTheInternet(Router lab, int port) {
    var url = "http://" + Router.PUBLIC_ADDRESS + ":" + port + "/";
    return run(lab.onTheInternet(Servers.require("curl"), "-s", "-m", "2", url));
  }

  static String run(ChildProcess.Builder command) {
    try (var running = command.start()) {
      running.awaitExit(Duration.ofSeconds(40));
      return running.output();
    }
  }
}
