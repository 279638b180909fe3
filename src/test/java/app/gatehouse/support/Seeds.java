package app.gatehouse.support;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/** Inputs that a fuzz test begins with, and that are kept because something was found with them. */
public final class Seeds {
  private Seeds() {}

  /** One byte for each character. */
  public static Stream<byte[]> latin(String... inputs) {
    return Arrays.stream(inputs).map(each -> each.getBytes(StandardCharsets.ISO_8859_1));
  }

  public static Stream<byte[]> utf8(String... inputs) {
    return Arrays.stream(inputs).map(each -> each.getBytes(StandardCharsets.UTF_8));
  }
}
