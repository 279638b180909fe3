package app.gatehouse.cli;

import picocli.CommandLine.TypeConversionException;

/** What was typed is none of what is possible. */
final class NotAmong extends TypeConversionException {
  private static final long serialVersionUID = 1L;

  /**
   * @param possible as it is told, separated by commas
   */
  NotAmong(String possible) {
    super(possible);
  }
}
