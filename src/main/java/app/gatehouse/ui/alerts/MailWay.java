package app.gatehouse.ui.alerts;

import app.gatehouse.model.alert.AlertChannels;
import app.gatehouse.model.alert.MailChannel;
import app.gatehouse.model.alert.MailSecurity;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** Alerts by e-mail. Sender and receiver follow the user name while nobody says otherwise. */
final class MailWay extends Way {

  /** A text that is typed, and what is wrong with it. */
  static final class Typed {
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<@Nullable Problem> problem = new ReadOnlyObjectWrapper<>();

    StringProperty text() {
      return text;
    }

    ReadOnlyObjectProperty<@Nullable Problem> problem() {
      return problem.getReadOnlyProperty();
    }

    private String stripped() {
      return text.get().strip();
    }
  }

  private static final String USUAL_PORT = "465";

  private final Typed server = new Typed();
  private final Typed port = new Typed();
  private final Typed user = new Typed();
  private final Typed password = new Typed();
  private final Typed from = new Typed();
  private final Typed to = new Typed();
  private final ObjectProperty<MailSecurity> security =
      new SimpleObjectProperty<>(MailSecurity.TLS);
  private @Nullable MailChannel known;

  MailWay(AlertsParts parts, Consumer<AlertChannels> changed) {
    super(parts, changed);
    port.text.set(USUAL_PORT);
    for (var typed : new Typed[] {server, port, user, password, from, to}) {
      typed.text.subscribe(
          (before, now) -> {
            typed.problem.set(null);
            refresh();
          });
    }
    // Where a port says how the way is protected, nobody need know.
    port.text.subscribe((before, now) -> usual());
  }

  Typed server() {
    return server;
  }

  Typed port() {
    return port;
  }

  Typed user() {
    return user;
  }

  Typed password() {
    return password;
  }

  Typed from() {
    return from;
  }

  Typed to() {
    return to;
  }

  ObjectProperty<MailSecurity> security() {
    return security;
  }

  private void usual() {
    switch (port.stripped()) {
      case "465" -> security.set(MailSecurity.TLS);
      case "587" -> security.set(MailSecurity.STARTTLS);
      default -> {}
    }
  }

  private void refresh() {
    filled(!server.stripped().isEmpty() && !port.stripped().isEmpty() && !sender().isEmpty());
  }

  private String sender() {
    return from.stripped().isEmpty() ? user.stripped() : from.stripped();
  }

  private String receiver() {
    return to.stripped().isEmpty() ? sender() : to.stripped();
  }

  /** A field was left: says what is wrong with what stands in it. */
  void left(Typed typed) {
    if (!typed.stripped().isEmpty() && typed != password) {
      check(typed);
    }
  }

  @Override
  void save() {
    if (!filled().get() || !isRight()) {
      return;
    }
    var channel = channel();
    var secret = user.stripped().isEmpty() ? null : password.text.get();
    begin(Doing.SAVING, service -> service.alertByMail(Optional.of(channel), secret, language()));
  }

  @Override
  void end() {
    begin(Doing.ENDING, service -> service.alertByMail(Optional.empty(), null, language()));
  }

  private boolean isRight() {
    var right = true;
    for (var typed : new Typed[] {server, port, from, to}) {
      right &= check(typed);
    }
    if (!user.stripped().isEmpty() && password.text.get().isEmpty()) {
      password.problem.set(Problem.error(ProblemCode.CREDENTIALS_MISSING).variant("mail-password"));
      right = false;
    }
    return right;
  }

  /** Looks at one field as if all others were right. */
  private boolean check(Typed typed) {
    var good = "a@b.example";
    var candidate =
        new MailChannel(
            typed == server ? server.stripped() : "mail.example",
            typed == port ? number() : 1,
            security.get(),
            null,
            typed == from ? sender() : good,
            typed == to ? receiver() : good);
    try {
      candidate.check();
      typed.problem.set(null);
      return true;
    } catch (ProblemException e) {
      typed.problem.set(typed == server || typed == port ? worded(typed) : e.problem());
      return false;
    }
  }

  private static Problem worded(Typed typed, String variant) {
    return Problem.error(ProblemCode.ADDRESS_NOT_VALID)
        .variant(variant)
        .with("address", typed.stripped());
  }

  private Problem worded(Typed typed) {
    return worded(typed, typed == port ? "mail-port" : "server");
  }

  /** 0 is refused. */
  private int number() {
    var digits = port.stripped();
    return digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : 0;
  }

  private MailChannel channel() {
    return new MailChannel(
        server.stripped(),
        number(),
        security.get(),
        user.stripped().isEmpty() ? null : user.stripped(),
        sender(),
        receiver());
  }

  @Override
  boolean refused(Problem why) {
    if (why.code() != ProblemCode.ADDRESS_NOT_VALID) {
      return false;
    }
    var aboutServer = "server".equals(why.facts().get(Problem.VARIANT));
    var aboutSender = sender().equals(why.facts().get("address"));
    (aboutServer ? server : aboutSender ? from : to).problem.set(why);
    return true;
  }

  @Override
  void show(AlertChannels channels) {
    known = channels.mail();
    super.show(channels);
  }

  @Override
  String words(AlertChannels channels) {
    var mail = channels.mail();
    return mail == null
        ? ""
        : parts()
            .texts()
            .get(
                "alerts.mail.summary",
                mail.from(),
                mail.to(),
                mail.server() + ":" + mail.port(),
                parts().texts().get(key(mail.security()) + ".short"));
  }

  /** The key of its words. */
  static String key(MailSecurity security) {
    return "alerts.mail.security." + security.name().toLowerCase(Locale.ROOT);
  }

  @Override
  void fill() {
    var mail = known;
    if (mail != null) {
      server.text.set(mail.server());
      port.text.set(Integer.toString(mail.port()));
      security.set(mail.security());
      user.text.set(mail.user() == null ? "" : mail.user());
      from.text.set(mail.from());
      to.text.set(mail.to());
    }
  }

  @Override
  void forget() {
    password.text.set("");
  }
}
