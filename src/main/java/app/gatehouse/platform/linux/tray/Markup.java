package app.gatehouse.platform.linux.tray;

/** Plain text for places that understand a little HTML. */
final class Markup {
  private Markup() {}

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
