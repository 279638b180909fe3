package app.gatehouse.launch;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.state.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/** Where log lines go: never to standard output, which belongs to answers. */
final class LogSetup {
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(LogSetup.class);
  private static final int FILE_BYTES = 2 << 20;
  private static final int FILES = 5;

  /** Loggers that are only weakly held would lose their level with the next garbage collection. */
  private static final List<Logger> KEPT = new ArrayList<>();

  private LogSetup() {}

  /** For commands: what went wrong to standard error, with {@code verbose} what is done, too. */
  static void toStandardError(boolean verbose) {
    LogManager.getLogManager().reset();
    add(new ConsoleHandler());
    level("", Level.WARNING);
    level("app.gatehouse", verbose ? Level.FINE : Level.WARNING);
  }

  /**
   * For the service: also to files, the oldest dropped in turn, and what no thread catches, too.
   *
   * @param standardError whether somebody may read there
   * @throws ProblemException {@code storage-denied}
   */
  static void toFiles(Path folder, boolean standardError, boolean verbose) throws ProblemException {
    LogManager.getLogManager().reset();
    try {
      Folders.make(folder);
      // In the pattern, % has a meaning of its own.
      var pattern = folder.toString().replace("%", "%%") + "/gatehouse.%g.log";
      add(new FileHandler(pattern, FILE_BYTES, FILES, true));
    } catch (IOException e) {
      var problem = Problem.error(ProblemCode.STORAGE_DENIED).with("file", folder).cause(e);
      throw new ProblemException(problem, e);
    }
    if (standardError) {
      add(new ConsoleHandler());
    }
    level("", Level.WARNING);
    level("app.gatehouse", verbose ? Level.FINE : Level.INFO);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) -> LOG.error("Thread \"{}\" broke off", thread.getName(), thrown));
  }

  private static void add(Handler handler) {
    handler.setLevel(Level.ALL);
    handler.setFormatter(new LogLine());
    Logger.getLogger("").addHandler(handler);
  }

  private static void level(String name, Level level) {
    var logger = Logger.getLogger(name);
    logger.setLevel(level);
    KEPT.add(logger);
  }
}
