package app.gatehouse.platform.linux;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The first line that a program of this system prints. */
public final class OneLine {
  private OneLine() {}

  /** Empty when the program is not there, fails or needs more than a second. */
  public static Optional<String> of(List<String> command) {
    try {
      return read(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Optional<String> read(Process process) throws IOException, InterruptedException {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(1, TimeUnit.SECONDS)) {
        return Optional.empty();
      }
      try (var out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        return process.exitValue() == 0 ? Optional.ofNullable(out.readLine()) : Optional.empty();
      }
    } finally {
      process.destroyForcibly();
    }
  }
}
