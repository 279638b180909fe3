package app.gatehouse.launch;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * One line for each log record, the trace of an exception indented below: a visitor's input can
 * never forge a second one, not even in an exception's message.
 */
final class LogLine extends Formatter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  @Override
  public String format(LogRecord log) {
    var name = log.getLoggerName() == null ? "" : log.getLoggerName();
    var line =
        new StringBuilder(TIME.format(log.getInstant()))
            .append(String.format(Locale.ROOT, " %-7s ", log.getLevel().getName()))
            .append(name.substring(name.lastIndexOf('.') + 1))
            .append(": ")
            .append(inOneLine(formatMessage(log)))
            .append('\n');
    if (log.getThrown() != null) {
      var trace = new StringWriter();
      log.getThrown().printStackTrace(new PrintWriter(trace));
      trace
          .toString()
          .lines()
          .forEach(each -> line.append("    ").append(inOneLine(each)).append('\n'));
    }
    return line.toString();
  }

  private static String inOneLine(String text) {
    return text.replaceAll("[\\p{Cc}\u2028\u2029]", " ");
  }
}
