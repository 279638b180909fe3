package app.gatehouse.text;

import app.gatehouse.model.network.CheckState;
import app.gatehouse.model.status.StepState;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.Severity;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers for people: headings, marked lines, tables that hold with wide characters. */
public final class Words {
  private static final int WIDTH = 78;

  private final PrintWriter out;
  private final Texts texts;

  public Words(PrintWriter out, Texts texts) {
    this.out = out;
    this.texts = texts;
  }

  public Words line(String key, Object... arguments) {
    return text(texts.get(key, arguments));
  }

  public Words line(String key, Map<String, String> facts) {
    return text(texts.get(key, facts));
  }

  /** Words that are words already. */
  public Words text(String text) {
    out.println(text);
    out.flush();
    return this;
  }

  public Words gap() {
    return text("");
  }

  /** A problem with its cause and the next step. */
  public Words problem(Problem problem) {
    var words = texts.problem(problem);
    text(mark(problem.severity()) + " " + words.title());
    paragraph(words.cause(), "  ");
    paragraph(words.action(), "  → ");
    if (problem.detail() != null) {
      paragraph(texts.get("cli.detail", problem.detail()), "  ");
    }
    return this;
  }

  /** A problem in one line. */
  public Words brief(Problem problem, String indent) {
    return text(indent + mark(problem.severity()) + " " + texts.problem(problem).title());
  }

  /** A text over as many lines as it needs, the first after {@code start}, the others below it. */
  public Words paragraph(String text, String start) {
    var below = " ".repeat(columns(start));
    var lines = wrap(text, WIDTH - columns(start));
    for (var i = 0; i < lines.size(); i++) {
      text((i == 0 ? start : below) + lines.get(i));
    }
    return this;
  }

  /** Rows of equal length in columns; the last one is as wide as it wants to be. */
  public Words table(List<List<String>> rows) {
    var widths = new ArrayList<Integer>();
    for (var row : rows) {
      for (var i = 0; i < row.size(); i++) {
        var width = columns(row.get(i));
        if (i == widths.size()) {
          widths.add(width);
        } else {
          widths.set(i, Math.max(widths.get(i), width));
        }
      }
    }
    for (var row : rows) {
      var line = new StringBuilder("  ");
      for (var i = 0; i < row.size(); i++) {
        line.append(row.get(i));
        line.append(" ".repeat(widths.get(i) - columns(row.get(i)) + 2));
      }
      text(line.toString().stripTrailing());
    }
    return this;
  }

  public static String mark(CheckState state) {
    return switch (state) {
      case OK -> "✓";
      case WARNING -> "!";
      case FAILED -> "✗";
      case SKIPPED -> "–";
    };
  }

  public static String mark(StepState state) {
    return switch (state) {
      case OK -> "✓";
      case WARNING -> "!";
      case FAILED -> "✗";
      case WAITING, RUNNING -> "…";
      case SKIPPED, CANCELLED, UNDONE -> "–";
    };
  }

  private static String mark(Severity severity) {
    return switch (severity) {
      case INFO -> "i";
      case WARNING -> "!";
      case ERROR -> "✗";
    };
  }

  private static List<String> wrap(String text, int width) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (var word : text.split("(?<= )|(?<=[，。；：、！？])")) {
      if (!line.isEmpty() && columns(line.toString()) + columns(word.stripTrailing()) > width) {
        lines.add(line.toString().stripTrailing());
        line.setLength(0);
      }
      line.append(word);
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }

  /** How many columns of a terminal a text fills: East Asian characters are twice as wide. */
  public static int columns(String text) {
    return text.codePoints().map(c -> isWide(c) ? 2 : 1).sum();
  }

  private static boolean isWide(int c) {
    return c >= 0x1100
        && (c <= 0x115f
            || c >= 0x2e80 && c <= 0xa4cf
            || c >= 0xac00 && c <= 0xd7a3
            || c >= 0xf900 && c <= 0xfaff
            || c >= 0xfe30 && c <= 0xfe6f
            || c >= 0xff00 && c <= 0xff60
            || c >= 0x20000 && c <= 0x3fffd);
  }
}
