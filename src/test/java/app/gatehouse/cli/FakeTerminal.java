package app.gatehouse.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A terminal whose input was typed beforehand; without any, its input is at its end. */
class FakeTerminal implements Terminal {
  final StringWriter printed = new StringWriter();
  final StringWriter complained = new StringWriter();
  final Map<String, String> environment = new HashMap<>();
  private final Deque<String> typed;
  private final PrintWriter out = new PrintWriter(printed);
  private final PrintWriter err = new PrintWriter(complained);

  FakeTerminal(String... typed) {
    this.typed = new ArrayDeque<>(List.of(typed));
  }

  @Override
  public PrintWriter out() {
    return out;
  }

  @Override
  public PrintWriter err() {
    return err;
  }

  @Override
  public boolean isInteractive() {
    return false;
  }

  @Override
  public Optional<String> readLine() {
    return Optional.ofNullable(typed.poll());
  }

  @Override
  public Optional<String> readSecret() {
    return readLine();
  }

  @Override
  public Map<String, String> environment() {
    return environment;
  }
}
