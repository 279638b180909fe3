package app.gatehouse.cli;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code gatehouse report}: one file without secrets for people who help. */
@Command(name = "report", description = "cli.report.about")
final class ReportCommand extends Answering {
  private static final Path USUAL = Path.of("gatehouse-report.txt");

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE|-",
      descriptionKey = "cli.report.file")
  private @Nullable Path file;

  ReportCommand(GatehouseCommand gatehouse) {
    super(gatehouse);
  }

  @Override
  int answer() throws ProblemException {
    gatehouse().refuseOverrides();
    var text = report();
    if (file != null && file.toString().equals("-")) {
      gatehouse().terminal().out().print(text);
      return ExitStatus.WELL;
    }
    var written = (file == null ? USUAL : file).toAbsolutePath().normalize();
    write(written, text);
    if (isJson()) {
      print(Map.of("file", written.toString()));
    } else {
      words().line("cli.report.done", written);
    }
    return ExitStatus.WELL;
  }

  /** A service that does not answer may be the very reason for the report. */
  private String report() throws ProblemException {
    var surroundings = gatehouse().surroundings();
    try (var service = surroundings.connect(gatehouse().home())) {
      return service.report();
    } catch (ProblemException e) {
      if (e.problem().code() != ProblemCode.SERVICE_NOT_REACHABLE) {
        throw e;
      }
      return surroundings.report(gatehouse().home());
    }
  }

  private static void write(Path file, String text) throws ProblemException {
    try {
      Files.writeString(
          file,
          text,
          StandardOpenOption.CREATE,
          StandardOpenOption.WRITE,
          StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException e) {
      var problem =
          Problem.error(ProblemCode.STORAGE_DENIED).with("file", file).variant("report").cause(e);
      throw new ProblemException(problem, e);
    }
  }
}
