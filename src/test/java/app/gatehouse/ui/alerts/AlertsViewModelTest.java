package app.gatehouse.ui.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.alert.AlertChannels;
import app.gatehouse.model.alert.MailChannel;
import app.gatehouse.model.alert.MailSecurity;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.InlineTaskRunner;
import app.gatehouse.ui.ScriptedService;
import app.gatehouse.ui.shared.ConnectingAsker;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertsViewModelTest {
  private static final AlertChannels NONE = new AlertChannels(null, null);
  private static final MailChannel MAIL =
      new MailChannel(
          "smtp.example.com",
          587,
          MailSecurity.STARTTLS,
          "me@example.com",
          "me@example.com",
          "you@example.com");

  private final ScriptedService service = new ScriptedService();
  private int backs;
  private final AlertsViewModel page =
      new AlertsViewModel(
          new AlertsParts(
              new ConnectingAsker(() -> service, new InlineTaskRunner()),
              Texts.of(Locale.ENGLISH),
              () -> backs++));
  private final MailWay mail = page.mail();
  private final HookWay hook = page.hook();

  private void enter(AlertChannels channels) {
    service.alerts = () -> channels;
    page.entered();
  }

  private void fillMail() {
    mail.edit();
    mail.server().text().set("smtp.example.com");
    mail.user().text().set("me@example.com");
    mail.password().text().set("app password");
  }

  @Test
  void isOffUntilItIsSetUp() {
    enter(NONE);

    assertThat(page.phase().get()).isEqualTo(AlertsViewModel.Phase.READY);
    assertThat(mail.isOn()).isFalse();
    assertThat(hook.isOn()).isFalse();
    page.test();
    assertThat(service.requests).isEmpty();
  }

  @Test
  void sendsMailsWithTheLoginAsSenderAndReceiver() {
    enter(NONE);
    fillMail();
    mail.save();

    var saved = service.alerts;
    assertThat(service.requests).hasSize(1);
    assertThat(service.mailPassword).isEqualTo("app password");
    assertThat(answer(saved).mail())
        .isEqualTo(
            new MailChannel(
                "smtp.example.com",
                465,
                MailSecurity.TLS,
                "me@example.com",
                "me@example.com",
                "me@example.com"));
    assertThat(mail.isOn()).isTrue();
    assertThat(mail.editing().get()).isFalse();
    assertThat(mail.password().text().get()).isEmpty();
    assertThat(mail.result().get()).contains("Saved");
    assertThat(page.testable().get()).isTrue();
  }

  @Test
  void showsWhatIsSetUpButNoPassword() {
    enter(new AlertChannels(MAIL, "ntfy.sh"));
    assertThat(mail.summary().get()).contains("you@example.com", "smtp.example.com:587");
    assertThat(hook.summary().get()).contains("ntfy.sh");

    mail.edit();

    assertThat(mail.security().get()).isEqualTo(MailSecurity.STARTTLS);
    assertThat(mail.to().text().get()).isEqualTo("you@example.com");
    assertThat(mail.password().text().get()).isEmpty();
    mail.save();
    assertThat(mail.password().problem().get().code()).isEqualTo(ProblemCode.CREDENTIALS_MISSING);
    assertThat(service.requests).isEmpty();
  }

  @Test
  void theUsualPortSaysHowTheWayIsProtected() {
    enter(NONE);
    mail.port().text().set("587");
    assertThat(mail.security().get()).isEqualTo(MailSecurity.STARTTLS);
    mail.port().text().set("2525");
    assertThat(mail.security().get()).isEqualTo(MailSecurity.STARTTLS);
    mail.port().text().set("465");
    assertThat(mail.security().get()).isEqualTo(MailSecurity.TLS);
  }

  @Test
  void needsNoPasswordWhereTheServerAsksForNone() {
    enter(NONE);
    mail.edit();
    mail.server().text().set("localhost");
    mail.port().text().set("25");
    mail.security().set(MailSecurity.NONE);
    assertThat(mail.filled().get()).isFalse();
    mail.from().text().set("gatehouse@home.example");
    mail.save();

    assertThat(answer(service.alerts).mail().user()).isNull();
    assertThat(service.mailPassword).isNull();
  }

  @Test
  void saysAtEachFieldWhatIsWrongWithIt() {
    enter(NONE);
    fillMail();
    mail.server().text().set("smtp example");
    mail.port().text().set("70000");
    mail.from().text().set("me");
    mail.to().text().set("you@example.com, me@example.com");
    mail.save();

    for (var typed : new MailWay.Typed[] {mail.server(), mail.port(), mail.from(), mail.to()}) {
      assertThat(typed.problem().get().code()).isEqualTo(ProblemCode.ADDRESS_NOT_VALID);
    }
    assertThat(mail.port().problem().get().facts()).containsEntry("address", "70000");
    assertThat(service.requests).isEmpty();
    assertThat(mail.user().text().get()).isEqualTo("me@example.com");

    mail.to().text().set("you@example.com");
    assertThat(mail.to().problem().get()).isNull();
    mail.to().text().set("you");
    mail.left(mail.to());
    assertThat(mail.to().problem().get()).isNotNull();
  }

  @Test
  void postsToAnAddressAndForgetsIt() {
    enter(NONE);
    hook.edit();
    hook.address().set(" https://ntfy.sh/secret ");
    hook.save();

    assertThat(service.requests).containsExactly("hook https://ntfy.sh/secret en");
    assertThat(hook.summary().get()).contains("ntfy.sh").doesNotContain("secret");
    assertThat(hook.address().get()).isEmpty();
  }

  @Test
  void showsAtItsFieldThatNobodyCanPostThere() {
    enter(NONE);
    hook.edit();
    hook.address().set("https://a b");
    hook.save();
    assertThat(hook.addressProblem().get().code()).isEqualTo(ProblemCode.ADDRESS_NOT_VALID);
    assertThat(service.requests).isEmpty();

    service.changed =
        ScriptedService.fails(
            Problem.error(ProblemCode.ADDRESS_NOT_VALID).variant("webhook").with("address", ""));
    hook.address().set("ftp://a.example/");
    hook.save();
    assertThat(hook.addressProblem().get()).isNotNull();
    assertThat(hook.problem().get()).isNull();
    assertThat(hook.address().get()).isEqualTo("ftp://a.example/");
  }

  @Test
  void keepsTheFormWhereSavingFails() {
    enter(NONE);
    fillMail();
    service.changed = ScriptedService.fails(Problem.error(ProblemCode.STORAGE_FULL));
    mail.save();

    assertThat(mail.problem().get().code()).isEqualTo(ProblemCode.STORAGE_FULL);
    assertThat(mail.editing().get()).isTrue();
    assertThat(mail.password().text().get()).isEqualTo("app password");

    service.changed = Optional::empty;
    mail.save();
    assertThat(mail.problem().get()).isNull();
    assertThat(mail.isOn()).isTrue();
  }

  @Test
  void turnsOneWayOffAndLeavesTheOther() {
    enter(new AlertChannels(MAIL, "ntfy.sh"));
    mail.end();

    assertThat(service.requests).containsExactly("mail off en");
    assertThat(mail.isOn()).isFalse();
    assertThat(hook.isOn()).isTrue();
    assertThat(page.testable().get()).isTrue();
    hook.end();
    assertThat(page.testable().get()).isFalse();
  }

  @Test
  void saysWhatBecameOfTheTest() {
    enter(new AlertChannels(MAIL, null));
    page.test();
    assertThat(page.testResult().get()).contains("Sent");

    service.changed =
        ScriptedService.fails(
            Problem.warning(ProblemCode.ALERT_NOT_SENT)
                .variant("login")
                .with("server", "smtp.example.com"));
    page.test();
    assertThat(page.testResult().get()).isEmpty();
    assertThat(page.problem().get().code()).isEqualTo(ProblemCode.ALERT_NOT_SENT);
    assertThat(page.testing().get()).isFalse();
  }

  @Test
  void looksAgainWhereTheServiceWasAway() {
    service.alerts = ScriptedService.fails(ScriptedService.anyProblem());
    page.entered();
    assertThat(page.phase().get()).isEqualTo(AlertsViewModel.Phase.FAILED);
    assertThat(page.loadProblem().get().facts()).containsEntry(Problem.VARIANT, "window");

    service.alerts = () -> NONE;
    page.load();

    assertThat(page.phase().get()).isEqualTo(AlertsViewModel.Phase.READY);
  }

  @Test
  void escapeClosesAnOpenFormFirst() {
    enter(NONE);
    hook.edit();
    page.escape();
    assertThat(hook.editing().get()).isFalse();
    assertThat(backs).isZero();
    page.escape();
    assertThat(backs).isEqualTo(1);
  }

  private static AlertChannels answer(ScriptedService.Answer<AlertChannels> answer) {
    try {
      return answer.get();
    } catch (app.gatehouse.problem.ProblemException e) {
      throw new AssertionError(e);
    }
  }
}
