package app.gatehouse.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChromiumIT {
  private static final String PAGE =
      """
      <!doctype html><meta charset="utf-8"><title>Test</title>
      <h1>你好</h1><input id="name"><input type="file" id="file"><button id="go">Go</button>
      <p id="said"></p>
      <script>
      document.getElementById('go').onclick = () => {
        said.textContent = document.getElementById('name').value + ' '
            + (document.getElementById('file').files[0]?.name ?? 'no file');
      };
      if (location.hash === '#bad') { fetch('/missing'); console.error('oh no'); nothing.here(); }
      </script>
      """;

  @TempDir Path folder;

  @Test
  void clicksTypesChoosesFilesAndTakesAPicture() throws Exception {
    var web = serving(HttpServer.create(loopback(), 0));
    try (var browser = Chromium.start();
        var page =
            browser.open(URI.create("http://home.example.com:" + web.getAddress().getPort()))) {
      page.type("#name", "陈");
      page.chooseFile("#file", Files.writeString(folder.resolve("face.png"), "x"));
      page.click("#go");
      page.await("said.textContent !== ''");

      assertThat(page.text()).contains("你好").contains("陈 face.png");
      assertThat(page.consoleErrors()).isEmpty();
      assertThat(page.failedRequests()).isEmpty();
      assertThat(page.screenshot(folder.resolve("page.png"))).isNotEmptyFile();
    } finally {
      web.stop(0);
    }
  }

  @Test
  void reportsWhatGoesWrongInThePage() throws Exception {
    var web = serving(HttpServer.create(loopback(), 0));
    var uri = URI.create("http://127.0.0.1:" + web.getAddress().getPort() + "/#bad");
    try (var browser = Chromium.start();
        var page = browser.open(uri)) {
      Eventually.isTrue("a failed request", () -> !page.failedRequests().isEmpty());

      assertThat(page.failedRequests()).anyMatch(each -> each.endsWith("/missing: 404"));
      assertThat(page.consoleErrors())
          .anyMatch(each -> each.contains("oh no"))
          .anyMatch(each -> each.contains("ReferenceError"));
    } finally {
      web.stop(0);
    }
  }

  @Test
  void trustsAGivenRootAndNoOther() throws Exception {
    var authority = new TestAuthority("Root of a test");
    var secure = HttpsServer.create(loopback(), 0);
    secure.setHttpsConfigurator(
        new HttpsConfigurator(serving(authority.issue("home.example.com"), authority.root())));
    serving(secure);
    var uri = URI.create("https://home.example.com:" + secure.getAddress().getPort() + "/");
    try (var trusting = Chromium.trusting(authority.root());
        var page = trusting.open(uri)) {
      assertThat(page.evaluate("isSecureContext && location.protocol").asString())
          .isEqualTo("https:");
      assertThatThrownBy(
              () ->
                  trusting.open(
                      URI.create("https://other.example.com:" + secure.getAddress().getPort())))
          .hasMessageContaining("ERR_CERT_COMMON_NAME_INVALID");
    }
    try (var other = Chromium.start()) {
      assertThatThrownBy(() -> other.open(uri)).hasMessageContaining("ERR_CERT_AUTHORITY_INVALID");
    } finally {
      secure.stop(0);
    }
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static HttpServer serving(HttpServer web) throws IOException {
    web.createContext(
        "/",
        exchange -> {
          boolean known = !exchange.getRequestURI().getPath().equals("/missing");
          var body = PAGE.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(known ? 200 : 404, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    // A browser opens spare connections, which must not hold up the others.
    web.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    web.start();
    return web;
  }

  private static SSLContext serving(TestAuthority.Identity identity, X509Certificate root)
      throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "key", identity.key(), new char[0], new X509Certificate[] {identity.certificate(), root});
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
