package app.gatehouse.care;

import app.gatehouse.json.Json;
import app.gatehouse.model.status.StatusReport;
import app.gatehouse.state.Settings;
import app.gatehouse.text.Redaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that helps to find out what is wrong with a Gatehouse, as one text without secrets:
 * what runs where, its settings, what it says of itself, which files it has (never what is in them)
 * and the end of its log.
 */
public final class Report {
  private static final int LOG_BYTES = 200 << 10;
  private static final int MOST_FILES = 500;
  private static final int LOG_FILES = 5;

  private final Path home;
  private final Redaction redaction;
  private final StringBuilder text = new StringBuilder();

  /**
   * @param home where its files are
   */
  public Report(Path home, Redaction redaction) {
    this.home = home;
    this.redaction = redaction;
  }

  /** What and where. */
  public Report program(String version, Instant now) {
    head("Gatehouse " + version + " at " + now);
    for (var name : List.of("os.name", "os.version", "os.arch", "java.version", "java.vendor")) {
      line(name + ": " + System.getProperty(name));
    }
    line("language: " + java.util.Locale.getDefault());
    return this;
  }

  /** What the settings are that are not as delivered. */
  public Report settings(Settings settings) {
    head("settings other than the defaults");
    var usual = Settings.defaults().values();
    for (var entry : new TreeMap<>(settings.values()).entrySet()) {
      if (!entry.getValue().equals(usual.get(entry.getKey()))) {
        line(entry.getKey() + " = " + entry.getValue());
      }
    }
    return this;
  }

  /**
   * @param status null when there is no service to ask
   */
  public Report status(@Nullable StatusReport status) {
    head("status");
    if (status == null) {
      line("no service answers");
      return this;
    }
    line("service: " + Json.PLAIN.write(status.service()));
    status.sites().forEach(site -> line("site: " + Json.PLAIN.write(site)));
    status.problems().forEach(problem -> line("problem: " + Json.PLAIN.write(problem)));
    status.notices().forEach(notice -> line("told: " + Json.PLAIN.write(notice)));
    return this;
  }

  /** Names, sizes and rights. */
  public Report files() {
    head("files");
    var found = new ArrayList<String>();
    try {
      Files.walkFileTree(
          home,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              found.add(described(file, attributes));
              return found.size() < MOST_FILES
                  ? FileVisitResult.CONTINUE
                  : FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              found.add(home.relativize(file) + " cannot be read: " + e.getClass().getSimpleName());
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      line("cannot be listed: " + e);
    }
    found.stream().sorted().forEach(this::line);
    return this;
  }

  private String described(Path file, BasicFileAttributes attributes) {
    return home.relativize(file)
        + "  "
        + attributes.size()
        + " bytes  "
        + rights(file)
        + "  "
        + attributes.lastModifiedTime();
  }

  private static String rights(Path file) {
    try {
      return java.nio.file.attribute.PosixFilePermissions.toString(
          Files.getPosixFilePermissions(file));
    } catch (IOException | UnsupportedOperationException e) {
      return "?";
    }
  }

  /** The end of it. */
  public Report log() {
    head("log");
    var logs = new TreeMap<Integer, Path>();
    for (var number = 0; number < LOG_FILES; number++) {
      var file = home.resolve("logs").resolve("gatehouse." + number + ".log");
      if (Files.isReadable(file)) {
        logs.put(number, file);
      }
    }
    var left = LOG_BYTES;
    var parts = new ArrayList<String>();
    for (Map.Entry<Integer, Path> entry : logs.entrySet()) {
      var part = end(entry.getValue(), left);
      left -= part.length();
      parts.addFirst(part);
    }
    parts.forEach(part -> text.append(part));
    return this;
  }

  private static String end(Path file, int bytes) {
    try (var channel = Files.newByteChannel(file)) {
      var skipped = Math.max(0, channel.size() - bytes);
      channel.position(skipped);
      var buffer = java.nio.ByteBuffer.allocate((int) (channel.size() - skipped));
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // Goes on until it is full.
      }
      var read = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
      // Half a line may be half a secret, which nothing recognises.
      return skipped == 0 ? read : read.substring(read.indexOf('\n') + 1);
    } catch (IOException e) {
      return file.getFileName() + " cannot be read: " + e.getClass().getSimpleName() + "\n";
    }
  }

  /** The whole text, redacted. */
  public String text() {
    return redaction.of(text.toString());
  }

  private void head(String title) {
    text.append(text.isEmpty() ? "" : "\n").append("== ").append(title).append(" ==\n");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
