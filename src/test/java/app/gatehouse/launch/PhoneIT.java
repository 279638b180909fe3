package app.gatehouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.control.ControlServer;
import app.gatehouse.control.PeerPolicy;
import app.gatehouse.setup.SetupPage;
import app.gatehouse.support.Eventually;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

/**
 * A phone proves the ports of a home, over the real service: an HTTP client that comes from
 * 127.0.0.9 on mobile data and from 127.0.0.1, which is this home's address, on the Wi-Fi.
 */
@ExtendWith(ApplicationExtension.class)
class PhoneIT {
  private static final String MOBILE = "127.0.0.9";
  private static final String WIFI = "127.0.0.1";

  @TempDir private Path folder;

  private WizardRun run;
  private HttpServer web;

  /** One web server is the app and the service that tells this home its address. */
  @BeforeEach
  void start() throws Exception {
    web = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    web.createContext(
        "/",
        exchange -> {
          var answer = "127.0.0.1".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    web.start();
    run =
        new WizardRun(folder.resolve("home"))
            .with("ip-echo.services", "http://127.0.0.1:" + web.getAddress().getPort() + "/")
            .with("probe.services", "");
    run.startService();
  }

  @AfterEach
  void close() {
    run.close();
    web.stop(0);
  }

  @Test
  void provesEveryPortAndTakesTheVerdictOver() throws Exception {
    run.open(Locale.ENGLISH);
    toPhone();
    run.awaitWords("Switch Wi-Fi off on the phone", "Waiting …");

    assertThat(visit(WIFI, link(run.httpPort))).contains("Wi-Fi");
    run.awaitWords("Your phone is still on the Wi-Fi");
    assertThat(run.words()).doesNotContain("Opened from outside");

    visit(MOBILE, link(run.httpPort));
    run.awaitWords("Opened from outside");
    assertThat(run.words()).contains("Not proven yet").doesNotContain("Your phone is still");

    visit(MOBILE, link(run.httpsPort));
    run.awaitWords("Your phone came in from outside", "Yes, the internet can reach your home");
    assertClosed();
  }

  @Test
  void speaksChineseToo() throws Exception {
    run.open(Locale.SIMPLIFIED_CHINESE);
    toPhone();
    run.awaitWords("先关闭手机的 Wi-Fi");
    visit(MOBILE, link(run.httpPort));
    visit(MOBILE, link(run.httpsPort));
    run.awaitWords("可以，互联网能访问您的家庭网络");
  }

  @Test
  void closesThePortsWhenTheUserStops() throws Exception {
    run.open(Locale.ENGLISH);
    toPhone();
    run.awaitWords("Waiting …");
    run.awaitFocus("phone-stop");

    run.key(KeyCode.ENTER);

    assertClosed();
    run.awaitFocus("ask-phone");
    assertThat(run.words()).noneMatch(text -> text.contains("Waiting …"));
    run.await(SetupPage.HOME);
  }

  @Test
  void escapeEndsThePhoneAndStaysOnThePage() throws Exception {
    run.open(Locale.ENGLISH);
    toPhone();
    run.awaitWords("Waiting …");

    run.key(KeyCode.ESCAPE);

    assertClosed();
    run.await(SetupPage.HOME);
    run.key(KeyCode.ESCAPE);
    run.await(SetupPage.APP);
  }

  @Test
  void closesThePortsWhenThePageIsLeft() throws Exception {
    run.open(Locale.ENGLISH);
    toPhone();
    run.awaitWords("Waiting …");

    run.press("primary");

    run.await(SetupPage.ADDRESS);
    assertClosed();
  }

  @Test
  void worksOverTheSocketAndSaysSoWhenTheServiceGoes() throws Exception {
    var server = new ControlServer(run.service(), folder.resolve("socket"), PeerPolicy.sameUser());
    try (server) {
      server.open();
      run.openOverSocket(Locale.ENGLISH, server.socket());
      toPhone();
      run.awaitWords("Waiting …");
      visit(MOBILE, link(run.httpPort));
      run.awaitWords("Opened from outside");
    }
    run.awaitWords("Connect again");
  }

  private void toPhone() {
    run.await(SetupPage.APP);
    run.type("app-address", Integer.toString(web.getAddress().getPort()));
    run.press("primary");
    run.await(SetupPage.HOME);
    run.press("ask-phone");
  }

  private URI link(int port) {
    return URI.create(run.typed("phone-link-" + port));
  }

  private static String visit(String from, URI link) throws Exception {
    try (var phone = HttpClient.newBuilder().localAddress(InetAddress.ofLiteral(from)).build()) {
      return phone
          .send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofString(StandardCharsets.UTF_8))
          .body();
    }
  }

  private void assertClosed() {
    Eventually.isTrue("the ports are free", () -> isFree(run.httpPort) && isFree(run.httpsPort));
  }

  private static boolean isFree(int port) throws IOException {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress("127.0.0.1", port));
      return true;
    } catch (java.net.BindException e) {
      return false;
    }
  }
}
