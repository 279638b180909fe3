package app.gatehouse.forward;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The part of a site's paths that is ours; an app never sees requests to it. */
final class OwnPaths {
  static final String PREFIX = "/.gatehouse/";
  static final String LOGIN = PREFIX + "login";
  static final String LOGOUT = PREFIX + "logout";

  private OwnPaths() {}

  static String loginFor(String target) {
    return target.equals("/")
        ? LOGIN
        : LOGIN + "?to=" + URLEncoder.encode(target, StandardCharsets.UTF_8);
  }

  /**
   * A place on this site to go to, and never one elsewhere: browsers read "//" and "/\" as such.
   */
  static String local(String to) {
    var isLocal =
        to.startsWith("/")
            && !to.startsWith("//")
            && to.length() <= 2048
            && !to.startsWith(PREFIX)
            && to.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
    return isLocal ? to : "/";
  }
}
