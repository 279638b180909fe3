package app.gatehouse.guide;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;

/**
 * Whether this computer looks as if it stood in mainland China. A guess from its language and time
 * zone: good enough to add advice that begins with "if", never to judge a home by.
 */
public final class MainlandChina {
  private static final Set<String> ZONES =
      Set.of(
          "Asia/Shanghai",
          "Asia/Urumqi",
          "Asia/Chongqing",
          "Asia/Chungking",
          "Asia/Harbin",
          "Asia/Kashgar",
          "PRC");

  private MainlandChina() {}

  /**
   * @param locale the language that the user reads
   */
  public static boolean isLikely(Locale locale, ZoneId zone) {
    return locale.getLanguage().equals("zh") && ZONES.contains(zone.getId());
  }
}
