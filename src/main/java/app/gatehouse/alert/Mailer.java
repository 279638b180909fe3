package app.gatehouse.alert;

import app.gatehouse.model.alert.MailChannel;
import app.gatehouse.model.alert.MailSecurity;
import app.gatehouse.net.Trust;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Date;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;

/**
 * Hands mails to the owner's mail server (RFC 6409). With TLS or STARTTLS nothing is said before
 * the server has proven its name; it never falls back to clear text.
 */
public final class Mailer {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** Servers that look for spam take their time. */
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final Collection<X509Certificate> extraRoots;
  private final InstantSource clock;
  private final Duration connect;
  private final Duration answer;

  /**
   * @param extraRoots trusted beside the system's
   */
  public Mailer(Collection<X509Certificate> extraRoots, InstantSource clock) {
    this(extraRoots, clock, CONNECT, ANSWER);
  }

  /**
   * @param connect how long to wait for a connection
   * @param answer how long to wait for each answer
   */
  Mailer(
      Collection<X509Certificate> extraRoots,
      InstantSource clock,
      Duration connect,
      Duration answer) {
    this.extraRoots = extraRoots;
    this.clock = clock;
    this.connect = connect;
    this.answer = answer;
  }

  /**
   * Sends one mail. Blocks for a minute at most.
   *
   * @param password null where the server asks for no login
   * @throws ProblemException {@code alert-not-sent}, with the variant {@code login}, {@code
   *     encryption}, {@code unreachable} or {@code refused}
   */
  public void send(MailChannel channel, @Nullable String password, AlertMessage message)
      throws ProblemException {
    var session = Session.getInstance(properties(channel));
    try (var transport = session.getTransport("smtp")) {
      if (channel.user() == null) {
        transport.connect();
      } else {
        transport.connect(channel.user(), password);
      }
      var mail = mail(session, channel, message);
      transport.sendMessage(mail, mail.getAllRecipients());
    } catch (MessagingException e) {
      throw notSent(channel, e);
    }
  }

  private Properties properties(MailChannel channel) {
    var properties = new Properties();
    properties.put("mail.smtp.host", channel.server());
    properties.put("mail.smtp.port", Integer.toString(channel.port()));
    properties.put("mail.smtp.auth", Boolean.toString(channel.user() != null));
    properties.put("mail.smtp.connectiontimeout", millis(connect));
    properties.put("mail.smtp.timeout", millis(answer));
    properties.put("mail.smtp.writetimeout", millis(answer));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.protocols", "TLSv1.2 TLSv1.3");
    switch (channel.security()) {
      case TLS -> properties.put("mail.smtp.ssl.enable", "true");
      case STARTTLS -> {
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.starttls.required", "true");
      }
      case NONE -> {}
    }
    if (channel.security() != MailSecurity.NONE) {
      properties.put("mail.smtp.ssl.socketFactory.fallback", "false");
      properties.put("mail.smtp.ssl.socketFactory", Trust.context(extraRoots).getSocketFactory());
    }
    return properties;
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }

  private Message mail(Session session, MailChannel channel, AlertMessage message)
      throws MessagingException {
    var mail = new MimeMessage(session);
    mail.setFrom(new InternetAddress(channel.from()));
    mail.setRecipient(Message.RecipientType.TO, new InternetAddress(channel.to()));
    mail.setSubject(message.subject(), StandardCharsets.UTF_8.name());
    mail.setText(message.text(), StandardCharsets.UTF_8.name());
    mail.setSentDate(Date.from(clock.instant()));
    // No out-of-office answers to what a machine sent (RFC 3834).
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.saveChanges();
    return mail;
  }

  private static ProblemException notSent(MailChannel channel, MessagingException thrown) {
    var problem =
        Problem.warning(ProblemCode.ALERT_NOT_SENT)
            .with("server", channel.server())
            .with("port", channel.port())
            .variant(variant(thrown))
            .cause(thrown);
    return new ProblemException(problem, thrown);
  }

  private static String variant(MessagingException thrown) {
    if (thrown instanceof AuthenticationFailedException) {
      return "login";
    }
    for (Throwable cause = thrown; cause != null; cause = next(cause)) {
      if (cause instanceof SSLException) {
        return "encryption";
      }
      if (cause instanceof SMTPSendFailedException
          || cause instanceof SMTPSenderFailedException
          || cause instanceof jakarta.mail.SendFailedException) {
        return "refused";
      }
      if (cause instanceof MailConnectException || cause instanceof IOException) {
        return "unreachable";
      }
    }
    // What remains is said before any mail: most of all that there is no STARTTLS.
    return "encryption";
  }

  private static @Nullable Throwable next(Throwable thrown) {
    var nested = thrown instanceof MessagingException m ? m.getNextException() : null;
    return nested == null ? thrown.getCause() : nested;
  }
}
