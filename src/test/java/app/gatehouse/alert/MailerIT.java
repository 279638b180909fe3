package app.gatehouse.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.gatehouse.model.alert.MailChannel;
import app.gatehouse.model.alert.MailSecurity;
import app.gatehouse.model.status.Notice;
import app.gatehouse.model.status.NoticeKind;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.support.FreePorts;
import app.gatehouse.support.TestAuthority;
import app.gatehouse.text.Texts;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails to GreenMail, a mail server, over real sockets. */
class MailerIT {
  private static final String PASSWORD = "s3cret-密码";
  private static final TestAuthority AUTHORITY = new TestAuthority("mail");
  private static final int TLS_PORT = FreePorts.next();
  private static final int CLEAR_PORT = FreePorts.next();
  private static GreenMail server;

  @TempDir static Path folder;

  private final Mailer mailer =
      new Mailer(
          List.of(AUTHORITY.root()), InstantSource.fixed(Instant.parse("2027-01-01T00:00:00Z")));

  @BeforeAll
  static void start() throws Exception {
    var identity = AUTHORITY.issue("localhost");
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    var secret = "changeit".toCharArray();
    store.setKeyEntry("mail", identity.key(), secret, new Certificate[] {identity.certificate()});
    var file = folder.resolve("mail.p12");
    try (var out = Files.newOutputStream(file)) {
      store.store(out, secret);
    }
    System.setProperty("greenmail.tls.keystore.file", file.toString());
    System.setProperty("greenmail.tls.keystore.password", "changeit");
    server =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(TLS_PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS),
              new ServerSetup(CLEAR_PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP)
            });
    server.setUser("ada@example.com", "ada", PASSWORD);
    server.getManagers().getUserManager().setAuthRequired(true);
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop();
    System.clearProperty("greenmail.tls.keystore.file");
    System.clearProperty("greenmail.tls.keystore.password");
  }

  @BeforeEach
  void empty() throws Exception {
    server.purgeEmailFromAllMailboxes();
  }

  @Test
  void deliversANoticeInChinese() throws Exception {
    var notice =
        new Notice(
            1,
            Instant.parse("2027-01-01T06:00:00Z"),
            NoticeKind.RENEWAL_FAILING,
            "xn--app.example",
            "语音.example",
            Problem.warning(ProblemCode.CA_UNREACHABLE));
    var words = new AlertWords(Texts.of(Locale.SIMPLIFIED_CHINESE), ZoneOffset.UTC).of(notice);

    mailer.send(tls("ada"), PASSWORD, words);

    var mail = server.getReceivedMessages()[0];
    assertThat(mail.getSubject()).contains("语音.example").contains("证书");
    assertThat((String) mail.getContent())
        .contains("语音.example")
        .contains(Texts.of(Locale.SIMPLIFIED_CHINESE).problem(notice.problem()).action());
    assertThat(mail.getFrom()[0]).hasToString("ada@example.com");
    assertThat(mail.getAllRecipients()[0]).hasToString("me@example.com");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
  }

  @Test
  void saysThatTheLoginIsRefused() {
    var problem = refusal(mailer, tls("ada"), "wrong");

    assertThat(problem.facts()).containsEntry(Problem.VARIANT, "login");
    assertThat(problem.toString()).doesNotContain("wrong\"");
  }

  @Test
  void tellsNothingToAServerThatCannotProveItsName() {
    var stranger = new Mailer(List.of(), InstantSource.system());
    assertThat(refusal(stranger, tls("ada"), PASSWORD).facts())
        .containsEntry(Problem.VARIANT, "encryption");

    var byAddress =
        new MailChannel(
            "127.0.0.1", TLS_PORT, MailSecurity.TLS, "ada", "a@b.example", "a@b.example");
    assertThat(refusal(mailer, byAddress, PASSWORD).facts())
        .containsEntry(Problem.VARIANT, "encryption");
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void neverFallsBackToClearText() {
    assertThat(refusal(mailer, clear(MailSecurity.STARTTLS), PASSWORD).facts())
        .containsEntry(Problem.VARIANT, "encryption");
    assertThat(refusal(mailer, clear(MailSecurity.TLS), PASSWORD).facts())
        .containsEntry(Problem.VARIANT, "encryption");
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void sendsInClearWhereItIsToldSo() throws Exception {
    mailer.send(clear(MailSecurity.NONE), PASSWORD, new AlertMessage("a", "b", false));

    assertThat(server.getReceivedMessages()).hasSize(1);
  }

  @Test
  void saysThatNobodyAnswers() {
    var nobody =
        new MailChannel(
            "localhost", FreePorts.next(), MailSecurity.TLS, null, "a@b.example", "a@b.example");

    var problem = refusal(mailer, nobody, null);

    assertThat(problem.facts())
        .containsEntry(Problem.VARIANT, "unreachable")
        .containsEntry("server", "localhost");
  }

  @Test
  void isNotHeldUpByAServerThatSaysNothing() throws Exception {
    try (var silent = new java.net.ServerSocket(0)) {
      var impatient =
          new Mailer(
              List.of(), InstantSource.system(), Duration.ofMillis(300), Duration.ofMillis(300));
      var channel =
          new MailChannel(
              "localhost",
              silent.getLocalPort(),
              MailSecurity.NONE,
              null,
              "a@b.example",
              "a@b.example");

      assertThat(refusal(impatient, channel, null).facts())
          .containsEntry(Problem.VARIANT, "unreachable");
    }
  }

  private static MailChannel tls(String user) {
    return new MailChannel(
        "localhost", TLS_PORT, MailSecurity.TLS, user, "ada@example.com", "me@example.com");
  }

  private static MailChannel clear(MailSecurity security) {
    return new MailChannel(
        "localhost", CLEAR_PORT, security, "ada", "ada@example.com", "me@example.com");
  }

  private static Problem refusal(Mailer mailer, MailChannel channel, String password) {
    var thrown =
        catchThrowableOfType(
            ProblemException.class,
            () -> mailer.send(channel, password, new AlertMessage("a", "b", false)));
    assertThat(thrown).isNotNull();
    assertThat(thrown.problem().code()).isEqualTo(ProblemCode.ALERT_NOT_SENT);
    return thrown.problem();
  }
}
