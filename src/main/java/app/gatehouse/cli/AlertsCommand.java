package app.gatehouse.cli;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.alert.AlertChannels;
import app.gatehouse.model.alert.MailChannel;
import app.gatehouse.model.alert.MailSecurity;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gatehouse alerts}: who is told of trouble when nobody looks. */
@Command(name = "alerts", description = "cli.alerts.about")
final class AlertsCommand extends Answering {
  AlertsCommand(GatehouseCommand gatehouse) {
    super(gatehouse);
  }

  @Override
  int answer() throws ProblemException {
    gatehouse().refuseOverrides();
    try (var service = gatehouse().surroundings().connect(gatehouse().home())) {
      var channels = service.alerts();
      if (isJson()) {
        print(channels);
      } else {
        say(channels);
      }
    }
    return ExitStatus.WELL;
  }

  private void say(AlertChannels channels) {
    var mail = channels.mail();
    if (mail != null) {
      words().line("cli.alerts.mail", mail.from(), mail.to(), mail.server() + ":" + mail.port());
    }
    if (channels.webhook() != null) {
      words().line("cli.alerts.webhook", channels.webhook());
    }
    if (mail == null && channels.webhook() == null) {
      words().line("cli.alerts.none");
    }
  }

  /** A verb that changes something and answers with what is set up then. */
  private abstract static class Verb extends Answering {
    Verb(GatehouseCommand gatehouse) {
      super(gatehouse);
    }

    @Override
    final int answer() throws ProblemException {
      gatehouse().refuseOverrides();
      try (var service = gatehouse().surroundings().connect(gatehouse().home())) {
        change(service);
        if (isJson()) {
          print(service.alerts());
        } else {
          words().line(done());
        }
      }
      return ExitStatus.WELL;
    }

    abstract void change(ServiceApi service) throws ProblemException;

    String done() {
      return "cli.alerts.set";
    }

    final String language() {
      return texts().locale().toLanguageTag();
    }
  }

  @Command(name = "mail", description = "cli.alerts.mail.about")
  static final class Mail extends Verb {
    private static final int USUAL_PORT = 465;

    @Option(
        names = "--server",
        required = true,
        paramLabel = "HOST[:PORT]",
        descriptionKey = "cli.alerts.mail.option.server")
    private String server = "";

    @Option(names = "--user", descriptionKey = "cli.alerts.mail.option.user")
    private @Nullable String user;

    @Option(names = "--from", descriptionKey = "cli.alerts.mail.option.from")
    private @Nullable String from;

    @Option(names = "--to", descriptionKey = "cli.alerts.mail.option.to")
    private @Nullable String to;

    @Option(names = "--security", descriptionKey = "cli.alerts.mail.option.security")
    private @Nullable MailSecurity security;

    @Option(names = "--credential-file", descriptionKey = "cli.setup.option.credential-file")
    private @Nullable Path credentialFile;

    Mail(GatehouseCommand gatehouse) {
      super(gatehouse);
    }

    @Override
    void change(ServiceApi service) throws ProblemException {
      var secrets = new CredentialSource(gatehouse()).read(credentialFile).credentials();
      var login = user == null ? secrets.user() : user;
      var channel = channel(login);
      channel.check();
      if (login != null && secrets.password() == null) {
        throw Problem.error(ProblemCode.CREDENTIALS_MISSING)
            .with("missing", "password")
            .exception();
      }
      service.alertByMail(Optional.of(channel), secrets.password(), language());
    }

    private MailChannel channel(@Nullable String login) {
      var colon = server.lastIndexOf(':');
      var port = colon < 0 ? USUAL_PORT : port(server.substring(colon + 1));
      var host = colon < 0 ? server : server.substring(0, colon);
      var sender = Objects.requireNonNullElse(from, Objects.requireNonNullElse(login, ""));
      return new MailChannel(
          host,
          port,
          security == null ? MailChannel.usual(port) : security,
          login,
          sender,
          to == null ? sender : to);
    }

    /** 0 is refused with the rest. */
    private static int port(String text) {
      return text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    }
  }

  @Command(name = "webhook", description = "cli.alerts.webhook.about")
  static final class Webhook extends Verb {
    @Parameters(index = "0", paramLabel = "URL|-", descriptionKey = "cli.alerts.webhook.address")
    private String address = "";

    Webhook(GatehouseCommand gatehouse) {
      super(gatehouse);
    }

    @Override
    void change(ServiceApi service) throws ProblemException {
      service.alertByWebhook(Optional.of(uri(typed())), language());
    }

    private String typed() {
      return address.equals("-")
          ? gatehouse().terminal().readLine().orElse("").strip()
          : address.strip();
    }

    private static URI uri(String typed) throws ProblemException {
      try {
        return new URI(typed);
      } catch (URISyntaxException e) {
        // Without what was typed: it may be a secret.
        throw new ProblemException(
            Problem.error(ProblemCode.ADDRESS_NOT_VALID).variant("webhook").with("address", ""), e);
      }
    }
  }

  @Command(name = "test", description = "cli.alerts.test.about")
  static final class Test extends Verb {
    Test(GatehouseCommand gatehouse) {
      super(gatehouse);
    }

    @Override
    void change(ServiceApi service) throws ProblemException {
      service.testAlerts();
    }

    @Override
    String done() {
      return "cli.alerts.test.done";
    }
  }

  @Command(name = "off", description = "cli.alerts.off.about")
  static final class Off extends Verb {
    Off(GatehouseCommand gatehouse) {
      super(gatehouse);
    }

    @Override
    void change(ServiceApi service) throws ProblemException {
      service.alertByMail(Optional.empty(), null, language());
      service.alertByWebhook(Optional.empty(), language());
    }

    @Override
    String done() {
      return "cli.alerts.off.done";
    }
  }
}
