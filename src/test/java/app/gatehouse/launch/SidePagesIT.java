package app.gatehouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.cert.Certificates;
import app.gatehouse.setup.SetupPage;
import app.gatehouse.state.Home;
import app.gatehouse.support.FlaskApp;
import app.gatehouse.support.FreePorts;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

/** The pages beside the dashboard over the real service: what visitors get, what is mailed. */
@ExtendWith(ApplicationExtension.class)
class SidePagesIT {
  private static final String HOST = "studio.home.arpa";

  @TempDir private Path folder;

  private WizardRun run;
  private FlaskApp flask;

  @BeforeEach
  void publish() throws Exception {
    flask = FlaskApp.start();
    run = new WizardRun(folder.resolve("home"));
    run.startService().open(Locale.ENGLISH);
    run.toAddress(flask);
    run.press("kind-private");
    run.type("private-name", HOST);
    run.press("primary");
    run.chooseLogin();
    run.press("primary");
    run.await(SetupPage.DONE);
    run.closeWindow();
    run.awaitClosed();
    run.openDesktop(Locale.ENGLISH);
  }

  @AfterEach
  void close() {
    run.close();
    flask.close();
  }

  @Test
  void changesWhoMayPassAndWhatTheyGetWhileItIsServed() throws Exception {
    assertThat(get().status()).isEqualTo(302);
    run.press("change");
    run.awaitWords("Now visitors sign in");
    run.press("guard-api-key");
    var key = run.typed("api-key");
    run.press("primary");
    run.awaitWords(HOST + " is changed");
    assertThat(run.typed("new-key")).isEqualTo(key);
    assertThat(get().status()).isEqualTo(401);
    assertThat(get("X-API-Key", key).status()).isEqualTo(200);

    try (var other = FlaskApp.start()) {
      run.press("primary");
      run.press("change");
      run.type("app-address", Integer.toString(other.port()));
      run.press("guard-open");
      run.awaitWords("Anyone in the world");
      run.type("consent", "public");
      run.press("primary");
      run.awaitWords(HOST + " is changed");
      assertThat(run.service().status().sites().getFirst().app())
          .isEqualTo("http://127.0.0.1:" + other.port());
      flask.close();
      assertThat(get().status()).isEqualTo(200);
    }
  }

  @Test
  void refusesToLeadASiteToGatehouseItself() throws Exception {
    run.press("change");
    run.type("app-address", "127.0.0.1:" + run.httpsPort);
    run.press("primary");

    run.awaitWords("This address is Gatehouse itself");
    assertThat(run.typed("app-address")).isEqualTo("127.0.0.1:" + run.httpsPort);
    assertThat(get().status()).isEqualTo(302);
  }

  @Test
  void sendsATestMailToWhomeverItWasToldOf() throws Exception {
    var port = FreePorts.next();
    var mails = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mails.start();
    try {
      run.press("alerts");
      run.press("mail-edit");
      run.type("mail-server", "127.0.0.1");
      run.type("mail-port", Integer.toString(port));
      run.choose("mail-security", 2);
      run.type("mail-from", "gatehouse@home.example");
      run.type("mail-to", "ada@example.com");
      run.press("mail-save");
      run.awaitWords("From gatehouse@home.example to ada@example.com");
      run.press("test-alerts");
      run.awaitWords("Sent.");
      assertThat(mails.getReceivedMessages()).hasSize(1);
      assertThat(mails.getReceivedMessages()[0].getAllRecipients()[0])
          .hasToString("ada@example.com");
    } finally {
      mails.stop();
    }
    run.press("test-alerts");
    run.awaitWords("127.0.0.1 does not answer");

    run.press("mail-off");
    run.awaitWords("Turned off");
    assertThat(run.service().alerts().mail()).isNull();
  }

  private Visitor.Page get(String... headers) throws IOException {
    var root = Certificates.localRootFile(folder.resolve("home").resolve(Home.CERTIFICATES), HOST);
    return Visitor.get(root, HOST, run.httpsPort, headers);
  }
}
