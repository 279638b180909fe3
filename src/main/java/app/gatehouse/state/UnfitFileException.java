package app.gatehouse.state;

import java.io.IOException;

/**
 * What lies there cannot be the file that is looked for, whoever reads it and whenever: no file,
 * too large, or not of its form. Any other exception says only that it could not be read just now.
 */
final class UnfitFileException extends IOException {
  private static final long serialVersionUID = 1L;

  UnfitFileException(String why) {
    super(why);
  }

  UnfitFileException(Exception why) {
    super(why.getMessage(), why);
  }
}
