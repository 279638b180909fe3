package app.gatehouse.control;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * What can be asked over the channel: this table and nothing else.
 *
 * <p>The limit is how long the service may take before the caller is told that it was too slow.
 * What only reads is then interrupted; what changes something goes on, since half done is worse.
 */
enum Method {
  INFO("info", 5, true),
  STATUS("status", 10, true),
  FIND_APPS("find-apps", 10, true),
  EXAMINE_APP("examine-app", 10, true),
  CHECK_HOME("check-home", 30, true),
  PROVE_HOME("prove-home", 60, true),
  PROBE_PARTIES("probe-parties", 5, true),
  /** Nothing lasting is done, so that it may be broken off. */
  INVITE_PHONE("invite-phone", 30, true),
  AWAIT_PHONE("await-phone", 40, true),
  END_PHONE("end-phone", 10, false),
  LEAVE_OUT("leave-out", 10, false),
  CHECK_NAME("check-name", 20, true),
  TERMS("terms", 20, true),
  LOCAL_ROOT("local-root", 5, true),
  SETTING("setting", 5, true),
  START("start", 20, false),
  OPERATION("operation", 5, true),
  OPERATIONS("operations", 5, true),
  RETRY("retry", 20, false),
  CANCEL("cancel", 20, false),
  SAVE_DRAFT("save-draft", 10, false),
  DRAFT("draft", 5, true),
  RENEW("renew", 600, false),
  /** As {@link #INVITE_PHONE}. */
  REHEARSE("rehearse", 600, true),
  PAUSE("pause", 20, false),
  CHANGE("change", 20, false),
  TAKE_OFFLINE("take-offline", 60, false),
  KEEP_QUIET("keep-quiet", 10, false),
  NAME_PROVIDERS("name-providers", 5, true),
  KEEP_NAME("keep-name", 60, false),
  ALERTS("alerts", 5, true),
  ALERT_BY_MAIL("alert-by-mail", 10, false),
  ALERT_BY_WEBHOOK("alert-by-webhook", 10, false),
  TEST_ALERTS("test-alerts", 120, true),
  REPORT("report", 30, true),
  CHECK_NOW("check-now", 10, false),
  REMOVE("remove", 120, false),
  ALLOW_USER("allow-user", 10, false),
  UNMAP("unmap", 60, false),
  STOP("stop", 60, false),
  /** From now on snapshots of operations are pushed to this client. */
  SUBSCRIBE("subscribe", 5, true);

  final String wireName;
  final Duration limit;
  final boolean reads;

  Method(String wireName, int seconds, boolean reads) {
    this.wireName = wireName;
    this.limit = Duration.ofSeconds(seconds);
    this.reads = reads;
  }

  static Optional<Method> named(String name) {
    return Arrays.stream(values()).filter(m -> m.wireName.equals(name)).findFirst();
  }

  /** Whether somebody who is not enrolled may ask this. */
  boolean isForStrangers() {
    return this == INFO;
  }
}
