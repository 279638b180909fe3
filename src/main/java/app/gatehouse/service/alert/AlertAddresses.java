package app.gatehouse.service.alert;

import app.gatehouse.model.alert.AlertChannels;
import app.gatehouse.model.alert.MailChannel;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.service.part.Stored;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where alerts go and how far each way is, in a file for the service's eyes only: it holds the mail
 * password. All threads.
 */
public final class AlertAddresses {
  private final Stored<Kept> file;
  private Kept kept = new Kept(null, null, "en");

  /**
   * The file's shape.
   *
   * @param language of what is told, as a language tag
   */
  public record Kept(@Nullable Mail mail, @Nullable Hook webhook, String language) {}

  /**
   * @param told the number of the newest notice that went there
   */
  public record Mail(MailChannel channel, @Nullable String password, long told) {
    @Override
    public String toString() {
      return "Mail[" + channel + ", " + told + "]";
    }
  }

  /**
   * @param told as for mails
   */
  public record Hook(URI address, long told) {
    @Override
    public String toString() {
      return "Hook[" + address.getHost() + ", " + told + "]";
    }
  }

  public AlertAddresses(Stored<Kept> file) {
    this.file = file;
  }

  public synchronized void load() throws ProblemException {
    kept = file.read().orElse(kept);
  }

  public synchronized AlertChannels channels() {
    return new AlertChannels(
        kept.mail == null ? null : kept.mail.channel(),
        kept.webhook == null ? null : kept.webhook.address().getHost());
  }

  /** What is in the file and in nobody's eyes. */
  public synchronized List<String> secrets() {
    var secrets = new ArrayList<String>();
    if (kept.mail != null && kept.mail.password() != null) {
      secrets.add(kept.mail.password());
    }
    if (kept.webhook != null) {
      secrets.add(kept.webhook.address().toString());
      secrets.add(String.valueOf(kept.webhook.address().getRawPath()));
    }
    return secrets;
  }

  synchronized Optional<Mail> mail() {
    return Optional.ofNullable(kept.mail);
  }

  synchronized Optional<Hook> webhook() {
    return Optional.ofNullable(kept.webhook);
  }

  synchronized String language() {
    return kept.language;
  }

  /**
   * From now on, or no longer. What was told before is not told again here.
   *
   * @param last the newest notice's number
   */
  public synchronized void mail(
      Optional<MailChannel> channel, @Nullable String password, String language, long last)
      throws ProblemException {
    var mail = channel.map(each -> new Mail(each, password, last)).orElse(null);
    keep(new Kept(mail, kept.webhook, language));
  }

  /** As for mails. */
  public synchronized void webhook(Optional<URI> address, String language, long last)
      throws ProblemException {
    var hook = address.map(each -> new Hook(each, last)).orElse(null);
    keep(new Kept(kept.mail, hook, language));
  }

  /** Nothing happens where the way was changed meanwhile. */
  synchronized void mailTold(Mail sent, long number) throws ProblemException {
    if (sent.equals(kept.mail)) {
      keep(
          new Kept(new Mail(sent.channel(), sent.password(), number), kept.webhook, kept.language));
    }
  }

  synchronized void webhookTold(Hook sent, long number) throws ProblemException {
    if (sent.equals(kept.webhook)) {
      keep(new Kept(kept.mail, new Hook(sent.address(), number), kept.language));
    }
  }

  private void keep(Kept changed) throws ProblemException {
    file.write(changed);
    kept = changed;
  }
}
