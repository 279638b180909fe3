package app.gatehouse.forward;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Locale;

/** The pages that the forwarder itself shows instead of an app's. */
enum Page {
  APP_NOT_RUNNING(502),
  APP_BROKE_OFF(502),
  APP_TIMEOUT(504),
  PAUSED(503),
  TOO_MANY(429),
  BUSY(503),
  SIGN_IN(200),
  SIGN_IN_NEEDED(401),
  KEY_NEEDED(401),
  KEY_WRONG(401),
  FOREIGN_ORIGIN(403),
  MISDIRECTED(421),
  NOT_FOUND(404),
  BAD_REQUEST(400),
  PLAIN_HTTP(400),
  HEAD_TOO_LONG(431),
  BODY_TOO_LONG(413),
  METHOD_NOT_ALLOWED(405),
  EXPECTATION_FAILED(417),
  VERSION_NOT_SUPPORTED(505);

  private final int status;

  Page(int status) {
    this.status = status;
  }

  HttpResponseStatus status() {
    return HttpResponseStatus.valueOf(status);
  }

  /** The name in message keys and in JSON, for example {@code app-not-running}. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether asking again soon may help, so that the page does so by itself. */
  boolean isTemporary() {
    return this == APP_NOT_RUNNING || this == PAUSED || this == BUSY;
  }

  /**
   * The page for a refused request, the first of its status; most refusals need no words of their
   * own.
   */
  static Page refusing(HttpResponseStatus refusal) {
    for (var page : values()) {
      if (page.status >= 400 && page.status == refusal.code()) {
        return page;
      }
    }
    return BAD_REQUEST;
  }
}
