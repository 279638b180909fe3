package app.gatehouse.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Notes every skipped test with its reason in {@code target/skipped-tests.txt}, which the build
 * prints last. JUnit finds this class by itself. Several test runs add to the same file; a new
 * build removes it.
 */
public final class SkippedTests implements TestExecutionListener {
  private static final Path FILE = Path.of("target", "skipped-tests.txt");

  private final List<String> lines = new ArrayList<>();

  @Override
  public synchronized void executionSkipped(TestIdentifier test, String reason) {
    note(test, reason);
  }

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
      note(test, result.getThrowable().map(Throwable::getMessage).orElse("no reason given"));
    }
  }

  @Override
  public synchronized void testPlanExecutionFinished(TestPlan plan) {
    if (lines.isEmpty()) {
      return;
    }
    try {
      Files.createDirectories(FILE.toAbsolutePath().getParent());
      Files.write(FILE, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lines.clear();
  }

  private void note(TestIdentifier test, String reason) {
    lines.add(
        "skipped: "
            + nameOf(test)
            + ": "
            + reason.replaceFirst("^Assumption failed: ", "").strip());
  }

  private static String nameOf(TestIdentifier test) {
    return test.getSource()
        .map(
            source ->
                switch (source) {
                  case MethodSource method ->
                      simple(method.getClassName()) + "." + method.getMethodName();
                  case ClassSource type -> simple(type.getClassName());
                  default -> test.getDisplayName();
                })
        .orElse(test.getDisplayName());
  }

  private static String simple(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }
}
