package app.gatehouse.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Http01Challenge;
import org.shredzone.acme4j.connector.NetworkSettings;
import org.shredzone.acme4j.provider.AcmeProvider;
import org.shredzone.acme4j.provider.GenericAcmeProvider;

class PebbleIT {

  @Test
  void issuesToWhoeverAnswersOnTheValidationPort() throws Exception {
    var answer = new AtomicReference<>("");
    var web = answering(answer);
    try (var pebble = Pebble.start(web.getAddress().getPort(), FreePorts.next())) {
      var chain = issue(pebble, answer, "home.example.com");

      assertThat(chain.getFirst().getSubjectAlternativeNames())
          .extracting(each -> each.get(1).toString())
          .containsExactly("home.example.com");
      // Leaf, intermediate; the intermediate is signed by the root that is told.
      chain.getLast().verify(pebble.root().getPublicKey());
    } finally {
      web.stop(0);
    }
  }

  @Test
  void refusesConnectionsWhileStoppedAndComesBackWithANewRoot() {
    try (var pebble = Pebble.start(80, 443)) {
      var before = pebble.root();
      pebble.stop();
      assertThatThrownBy(pebble::root).hasRootCauseInstanceOf(IOException.class);

      pebble.restart();
      assertThat(pebble.root()).isNotEqualTo(before);
    }
  }

  private static List<X509Certificate> issue(
      Pebble pebble, AtomicReference<String> answer, String name) throws Exception {
    var keys = KeyPairGenerator.getInstance("EC");
    keys.initialize(256);
    var login =
        new AccountBuilder()
            .agreeToTermsOfService()
            .useKeyPair(keys.generateKeyPair())
            .createLogin(new Session(pebble.directory(), trusting(pebble)));
    var order = login.newOrder().domain(name).create();
    var authorization = order.getAuthorizations().getFirst();
    var challenge = authorization.findChallenge(Http01Challenge.class).orElseThrow();
    answer.set(challenge.getAuthorization());
    challenge.trigger();
    Eventually.isTrue(
        "authorization is valid",
        () -> {
          authorization.fetch();
          return authorization.getStatus() == Status.VALID;
        });
    order.execute(keys.generateKeyPair());
    Eventually.isTrue(
        "order is valid",
        () -> {
          order.fetch();
          return order.getStatus() == Status.VALID;
        });
    return order.getCertificate().getCertificateChain();
  }

  private static AcmeProvider trusting(Pebble pebble) {
    return new GenericAcmeProvider() {
      @Override
      public boolean accepts(URI uri) {
        return true;
      }

      @Override
      public HttpClient createHttpClient(NetworkSettings settings) {
        return HttpClient.newBuilder().sslContext(pebble.trust()).build();
      }
    };
  }

  private static HttpServer answering(AtomicReference<String> answer) throws IOException {
    var web = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    web.createContext(
        "/.well-known/acme-challenge/",
        exchange -> {
          var body = answer.get().getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    web.start();
    return web;
  }
}
