package app.gatehouse.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.gatehouse.model.alert.MailChannel;
import app.gatehouse.model.alert.MailSecurity;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.support.Exim;
import app.gatehouse.support.TestAuthority;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails to Exim, which takes them as a provider does: over TLS, after a login, into a mailbox. */
class MailSubmissionIT {
  private static final String PASSWORD = "s3cret-密码";
  private static final TestAuthority AUTHORITY = new TestAuthority("mail");

  @TempDir private Path folder;

  private final Mailer mailer =
      new Mailer(
          List.of(AUTHORITY.root()), InstantSource.fixed(Instant.parse("2027-01-01T00:00:00Z")));

  private final LogOfAll log = new LogOfAll();

  @BeforeEach
  void listen() {
    log.listen();
  }

  @AfterEach
  void neverTellsThePassword() {
    log.close();
    assertThat(log.lines).noneMatch(MailSubmissionIT::tellsPassword);
  }

  @Test
  void deliversOverTls() throws Exception {
    try (var exim = exim("localhost")) {
      mailer.send(tls(exim), PASSWORD, message());

      assertThat(exim.awaitMail())
          .contains("From: ada@example.com", "To: me@example.com", "it works");
      assertThat(exim.log()).contains("P=esmtpsa X=TLS1.3", "A=login:ada");
    }
  }

  @Test
  void deliversAfterStartTls() throws Exception {
    try (var exim = exim("localhost")) {
      mailer.send(startTls(exim), PASSWORD, message());

      assertThat(exim.awaitMail()).contains("Auto-Submitted: auto-generated", "it works");
      assertThat(exim.log()).contains("P=esmtpsa X=TLS1.3", "A=login:ada");
    }
  }

  @Test
  void saysNothingToAServerWithoutStartTls() {
    try (var exim = Exim.withoutTls(folder.resolve("exim"), "ada", PASSWORD)) {
      assertThat(refusal(startTls(exim), PASSWORD)).isEqualTo("encryption");

      // All that was said: who is there, and goodbye.
      assertThat(exim.awaitLog("C=EHLO")).containsPattern("C=EHLO(,QUIT)?\\n");
      assertThat(exim.mailbox()).isEmpty();
    }
  }

  @Test
  void saysNothingToAServerThatCannotProveItsName() {
    try (var exim = exim("mail.example.com")) {
      assertThat(refusal(startTls(exim), PASSWORD)).isEqualTo("encryption");
      assertThat(refusal(tls(exim), PASSWORD)).isEqualTo("encryption");
      heardNothing(exim);
    }
  }

  @Test
  void saysNothingToAServerWhoseAuthorityNobodyKnows() {
    var other = new TestAuthority("other").issue("localhost");
    try (var exim = Exim.start(folder.resolve("exim"), other, "ada", PASSWORD)) {
      assertThat(refusal(startTls(exim), PASSWORD)).isEqualTo("encryption");
      assertThat(refusal(tls(exim), PASSWORD)).isEqualTo("encryption");
      heardNothing(exim);
    }
  }

  @Test
  void saysThatThePasswordIsWrong() {
    try (var exim = exim("localhost")) {
      assertThat(refusal(startTls(exim), "wr0ng-" + PASSWORD)).isEqualTo("login");
      assertThat(refusal(tls(exim), "wr0ng-" + PASSWORD)).isEqualTo("login");
      assertThat(exim.mailbox()).isEmpty();
    }
  }

  /** Twice it showed its certificate, and that was all. */
  private static void heardNothing(Exim exim) {
    exim.awaitLog("from [127.0.0.1] (gnutls_handshake): Unknown certificate");
    assertThat(exim.awaitLog("C=EHLO,STARTTLS\n")).doesNotContain("AUTH");
    assertThat(exim.mailbox()).isEmpty();
  }

  private Exim exim(String name) {
    return Exim.start(folder.resolve("exim"), AUTHORITY.issue(name), "ada", PASSWORD);
  }

  private static MailChannel tls(Exim exim) {
    return channel(exim.tlsPort(), MailSecurity.TLS);
  }

  private static MailChannel startTls(Exim exim) {
    return channel(exim.submissionPort(), MailSecurity.STARTTLS);
  }

  private static MailChannel channel(int port, MailSecurity security) {
    return new MailChannel("localhost", port, security, "ada", "ada@example.com", "me@example.com");
  }

  private static AlertMessage message() {
    return new AlertMessage("测试", "it works", false);
  }

  /** The variant of the problem, which is told without the password. */
  private String refusal(MailChannel channel, String password) {
    var thrown =
        catchThrowableOfType(
            ProblemException.class, () -> mailer.send(channel, password, message()));
    assertThat(thrown).isNotNull();
    var problem = thrown.problem();
    assertThat(problem.code()).isEqualTo(ProblemCode.ALERT_NOT_SENT);
    assertThat(tellsPassword(problem.toString())).as(problem.toString()).isFalse();
    return problem.facts().get(Problem.VARIANT);
  }

  /** As it is, or as it travels. */
  private static boolean tellsPassword(String text) {
    var travelling = Base64.getEncoder().encodeToString(PASSWORD.getBytes(StandardCharsets.UTF_8));
    return text.contains("s3cret") || text.contains(travelling);
  }

  /** Everything that is logged at any level, our own and the libraries'. */
  private static final class LogOfAll extends Handler {
    private static final Logger ROOT = Logger.getLogger("");
    final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    private final Level before = ROOT.getLevel();

    void listen() {
      setFormatter(new SimpleFormatter());
      ROOT.addHandler(this);
      ROOT.setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord line) {
      lines.add(getFormatter().format(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      ROOT.removeHandler(this);
      ROOT.setLevel(before);
    }
  }
}
