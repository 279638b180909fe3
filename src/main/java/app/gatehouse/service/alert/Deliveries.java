package app.gatehouse.service.alert;

import app.gatehouse.alert.AlertMessage;
import app.gatehouse.alert.AlertWords;
import app.gatehouse.model.status.Notice;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.text.Texts;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.LongPredicate;

/** Brings notices to the ways that are set up: each once, in order, and again where one failed. */
public final class Deliveries {
  private final AlertAddresses addresses;
  private final Notices notices;
  private final AlertSender sender;
  private final ZoneId zone;

  public Deliveries(AlertAddresses addresses, Notices notices, AlertSender sender, ZoneId zone) {
    this.addresses = addresses;
    this.notices = notices;
    this.sender = sender;
    this.zone = zone;
  }

  boolean isMailWaiting() {
    return addresses.mail().filter(mail -> isWaiting(number -> number > mail.told())).isPresent();
  }

  boolean isHookWaiting() {
    return addresses
        .webhook()
        .filter(hook -> isWaiting(number -> number > hook.told()))
        .isPresent();
  }

  private boolean isWaiting(LongPredicate isNew) {
    return notices.recent().stream().mapToLong(Notice::number).anyMatch(isNew);
  }

  /** Sends what waits, until one fails. */
  void mail() throws ProblemException, InterruptedException {
    for (var notice : notices.recent()) {
      var mail = addresses.mail();
      if (mail.isPresent() && notice.number() > mail.get().told()) {
        sender.mail(mail.get().channel(), mail.get().password(), words().of(notice));
        addresses.mailTold(mail.get(), notice.number());
      }
    }
  }

  void webhook() throws ProblemException, InterruptedException {
    for (var notice : notices.recent()) {
      var hook = addresses.webhook();
      if (hook.isPresent() && notice.number() > hook.get().told()) {
        sender.post(hook.get().address(), words().of(notice));
        addresses.webhookTold(hook.get(), notice.number());
      }
    }
  }

  /**
   * Sends a test message every way that is set up.
   *
   * @throws ProblemException {@code alert-not-sent}; with the variant {@code none} when no way is
   */
  public void test() throws ProblemException, InterruptedException {
    var mail = addresses.mail();
    var hook = addresses.webhook();
    if (mail.isEmpty() && hook.isEmpty()) {
      throw Problem.error(ProblemCode.ALERT_NOT_SENT).variant("none").exception();
    }
    AlertMessage test = words().test();
    if (mail.isPresent()) {
      sender.mail(mail.get().channel(), mail.get().password(), test);
    }
    if (hook.isPresent()) {
      sender.post(hook.get().address(), test);
    }
  }

  private AlertWords words() {
    return new AlertWords(Texts.of(Locale.forLanguageTag(addresses.language())), zone);
  }
}
