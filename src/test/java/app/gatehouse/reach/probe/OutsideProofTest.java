package app.gatehouse.reach.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.IpRange;
import app.gatehouse.model.network.PortOutcome;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.net.IpFacts;
import app.gatehouse.net.Waiter;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.reach.probe.ProberStandIn.Manner;
import app.gatehouse.reach.probe.ProofRequest.Port;
import app.gatehouse.support.Eventually;
import app.gatehouse.support.FreePorts;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real sockets; 127.0.0.1 is this home, and the parties fetch from other loopback addresses. */
class OutsideProofTest {
  private static final String HOME = "127.0.0.1";
  private static final String OUTSIDE = "127.0.0.9";

  /** Loopback addresses stand in for public ones. */
  private final IpFacts ips = new IpFacts(List.of(IpRange.of("127.0.0.0/8")));

  private final List<ProberStandIn> parties = new ArrayList<>();
  private final HttpFetch http = new HttpFetch();
  private final ProbeMemory memory =
      new ProbeMemory(InstantSource.system(), ProbeMemory.Shelf.NONE);
  private final int port = FreePorts.next();

  @AfterEach
  void stop() {
    parties.forEach(ProberStandIn::close);
    http.close();
  }

  @Test
  void isOpenWhenSomebodyOutsideFetchedTheToken() throws Exception {
    var proof = prove("globalping=" + party(Manner.HONEST));

    assertThat(proof.outcome()).isEqualTo(PortOutcome.OPEN);
    assertThat(proof.parties()).containsExactly("globalping");
    assertThat(parties.getFirst().asked().getFirst())
        .startsWith("http://" + HOME + ":" + port + "/.well-known/acme-challenge/");
  }

  @Test
  void speaksEveryPartysLanguage() throws Exception {
    var proof = prove("check-host=" + party(Manner.HONEST));
    assertThat(proof.outcome()).isEqualTo(PortOutcome.OPEN);
    assertThat(proof.loopback()).as("its own address, from inside").isEqualTo(Loopback.WORKS);
    assertThat(prove(party(Manner.HONEST) + "/?url=$URL").outcome()).isEqualTo(PortOutcome.OPEN);
  }

  @Test
  void isClosedOnlyWhenTwoPartiesFailed() throws Exception {
    var globalping = "globalping=" + party(Manner.CLAIMS_CLOSED);
    var checkHost = "check-host=" + party(Manner.CLAIMS_CLOSED);

    assertThat(prove(globalping).outcome()).isEqualTo(PortOutcome.UNKNOWN);

    var both = prove(globalping, checkHost);
    assertThat(both.outcome()).isEqualTo(PortOutcome.CLOSED);
    assertThat(both.parties()).containsExactlyInAnyOrder("globalping", "check-host");
  }

  @Test
  void isUnknownWhenNobodyOfThemAnswers() throws Exception {
    var gone = party(Manner.HONEST);
    parties.getLast().close();

    var proof = prove("globalping=" + gone, "check-host=" + gone, gone + "/?url=$URL");

    assertThat(proof.outcome()).isEqualTo(PortOutcome.UNKNOWN);
    assertThat(proof.problem().code()).isEqualTo(ProblemCode.REACHABILITY_UNPROVEN);
  }

  @Test
  void doesNotBelieveWhoDidNotKnock() throws Exception {
    var proof =
        prove(party(Manner.CLAIMS_OPEN) + "/?url=$URL", "check-host=" + party(Manner.CLAIMS_OPEN));

    assertThat(proof.outcome()).isEqualTo(PortOutcome.UNKNOWN);
    assertThat(proof.problem().code()).isEqualTo(ProblemCode.REACHABILITY_UNPROVEN);
  }

  @Test
  void doesNotAskALiarAgain() throws Exception {
    var liar = "check-host=" + party(Manner.CLAIMS_OPEN);
    prove(liar);
    var before = parties.getFirst().asked().size();

    prove(liar);

    assertThat(parties.getFirst().asked()).hasSize(before);
  }

  @Test
  void aKnockFromThisHomeItselfIsNoProofUnlessThePartySaysThatItFetched() throws Exception {
    parties.add(ProberStandIn.start(Manner.DENIES, HOME));
    var hairpin = "globalping=" + parties.getFirst().address();

    assertThat(prove(hairpin).outcome()).isEqualTo(PortOutcome.UNKNOWN);
  }

  @Test
  void believesTheKnockAndNotTheDenial() throws Exception {
    assertThat(prove("globalping=" + party(Manner.DENIES)).outcome()).isEqualTo(PortOutcome.OPEN);
  }

  @ParameterizedTest
  @EnumSource(names = {"HTML", "OUT_OF_ORDER", "BUSY"})
  void oneThatSaysNothingUsefulChangesNothing(Manner manner) throws Exception {
    var useless = "check-host=" + party(manner);

    assertThat(prove(useless).outcome()).isEqualTo(PortOutcome.UNKNOWN);
    assertThat(prove(useless, "globalping=" + party(Manner.HONEST)).outcome())
        .isEqualTo(PortOutcome.OPEN);
  }

  @Test
  void isNotHeldUpByOneThatNeverAnswers() throws Exception {
    var proof =
        prove("globalping=" + party(Manner.NEVER_READY), "check-host=" + party(Manner.HONEST));

    assertThat(proof.outcome()).isEqualTo(PortOutcome.OPEN);
  }

  @Test
  void seesThatAnotherAnswers() throws Exception {
    // What listens here knows no token, as another device behind the router.
    ProbeDoor another =
        (inner, tokens) ->
            new TemporaryDoor(OutsideProofTest::noTls).open(inner, new ProbeTokens());
    var proof =
        proof(another, "globalping=" + party(Manner.HONEST), "check-host=" + party(Manner.HONEST));

    assertThat(proof.outcome()).isEqualTo(PortOutcome.CLOSED);
    assertThat(proof.anotherAnswers()).isTrue();
  }

  /** As a router's own page does, which is there whatever is asked for. */
  @Test
  void seesThatAnotherAnswersEverythingWell() throws Exception {
    ProbeDoor router =
        (inner, tokens) -> {
          try {
            var page = HttpServer.create(new InetSocketAddress(HOME, inner), 0);
            page.createContext("/", OutsideProofTest::welcome);
            page.start();
            return () -> page.stop(0);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    var checkHost = "check-host=" + party(Manner.HONEST);

    var proof = proof(router, "globalping=" + party(Manner.HONEST), checkHost);

    assertThat(proof.outcome()).as("one alone failed for certain").isEqualTo(PortOutcome.UNKNOWN);
    assertThat(proof.anotherAnswers()).isTrue();
    assertThat(prove(checkHost).outcome())
        .as("it did not lie, and is asked again")
        .isEqualTo(PortOutcome.OPEN);
  }

  private static void welcome(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write("Welcome to your router".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void letsDebugTriesByNameOnPort80Only() {
    var service = ProbeService.of("letsdebug", ProbeKind.LETS_DEBUG, "https://letsdebug.net/");
    var prober = new LetsDebug(service, new ProbeCalls(http, Waiter.real()));
    var address = InetAddress.ofLiteral("127.0.0.1");

    assertThat(prober.canTry(new ProbeTarget(address, 80, false, "a.example", "t", "c"))).isTrue();
    assertThat(prober.canTry(new ProbeTarget(address, 80, false, null, "t", "c"))).isFalse();
    assertThat(prober.canTry(new ProbeTarget(address, 443, true, "a.example", "t", "c"))).isFalse();
  }

  @Test
  void letsDebugIsUnderstood() throws Exception {
    parties.add(ProberStandIn.start(Manner.HONEST, OUTSIDE).host("a.example", HOME + ":" + port));
    var service =
        ProbeService.of("letsdebug", ProbeKind.LETS_DEBUG, parties.getFirst().address() + "/");
    var prober = new LetsDebug(service, new ProbeCalls(http, time -> {}));
    var target =
        new ProbeTarget(InetAddress.ofLiteral(HOME), 80, false, "a.example", "token", "content");
    var tokens = new ProbeTokens();
    var knocks = new ArrayList<InetAddress>();
    tokens.open("token", "content", knocks::add);

    try (var door = new TemporaryDoor(OutsideProofTest::noTls).open(port, tokens)) {
      assertThat(prober.ask(target)).isEqualTo(new Testimony.Fetched());
    }
    assertThat(knocks).containsExactly(InetAddress.ofLiteral(OUTSIDE));
    // Refused, or reset where the caller was in the queue already.
    assertThat(prober.ask(target)).isInstanceOf(Testimony.Failed.class);
  }

  @Test
  void saysWhyThePortCannotBeAnsweredAt() throws Exception {
    try (var other = new ServerSocket(port)) {
      var proof = prove("globalping=" + party(Manner.HONEST));

      assertThat(proof.outcome()).isEqualTo(PortOutcome.UNKNOWN);
      assertThat(proof.problem().code()).isEqualTo(ProblemCode.PORT_IN_USE);
      assertThat(parties.getFirst().asked()).isEmpty();
    }
  }

  @Test
  void endsAtOnceWhenItIsInterrupted() throws Exception {
    var never = "globalping=" + party(Manner.NEVER_READY);
    var run = new FutureTask<>(() -> prove(never));
    var thread = Thread.ofVirtual().start(run);
    Eventually.isTrue("asked", this::isListening);

    thread.interrupt();

    assertThatThrownBy(run::get).hasRootCauseInstanceOf(InterruptedException.class);
    Eventually.isTrue("nothing is left open", () -> !isListening());
  }

  @Test
  void namesWhomItWouldAsk() throws Exception {
    var standard = ProbeServices.of(List.of("letsdebug", "globalping", "check-host"));

    assertThat(standard.parties().stream().map(party -> party.host()))
        .containsExactly("letsdebug.net", "api.globalping.io", "check-host.net");
  }

  private boolean isListening() {
    try (var socket = new Socket(HOME, port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private String party(Manner manner) {
    parties.add(ProberStandIn.start(manner, OUTSIDE));
    return parties.getLast().address();
  }

  private Proof prove(String... services) throws Exception {
    return proof(new TemporaryDoor(OutsideProofTest::noTls), services);
  }

  private Proof proof(ProbeDoor door, String... services) throws Exception {
    var outside =
        new OutsideProof(
            ProbeServices.of(List.of(services)),
            http,
            door,
            ips,
            memory,
            time -> Thread.onSpinWait(),
            new SecureRandom());
    var address = InetAddress.ofLiteral(HOME);
    return outside
        .prove(
            new ProofRequest(
                Map.of(IpFamily.IPV4, address),
                List.of(new Port(port, port, false)),
                null,
                Set.of(address),
                Set.of()))
        .getFirst();
  }

  private static SSLContext noTls() {
    throw new AssertionError("nobody speaks TLS");
  }
}
