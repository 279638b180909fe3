package app.gatehouse.reach.router;

import static app.gatehouse.reach.router.FakePortRouter.HERE;
import static app.gatehouse.reach.router.FakePortRouter.isDeletion;
import static app.gatehouse.reach.router.FakePortRouter.pcp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Habits of routers that no router of the lab has. */
class LeaseMappingTest {
  private static final MappingNonces NONCES = new MappingNonces(new byte[32]);
  private static final OptionalInt NOTHING = OptionalInt.empty();

  private final HeldLeases held = new HeldLeases();

  @Test
  void takesOnlyTheAnswerToItsOwnQuestion() throws Exception {
    try (var router =
        new FakePortRouter(
            question -> {
              var ofOthers = pcp(question, 0);
              ofOthers[24]++;
              var ofAnotherPort = pcp(question, 0);
              ofAnotherPort[41]++;
              var question2 = question.clone();
              return List.of(
                  "garbage".getBytes(),
                  new byte[0],
                  new byte[1101],
                  ofOthers,
                  ofAnotherPort,
                  question2,
                  pcp(question, 0));
            })) {
      var grant = pcpMapping(router).map(80, 8080, NOTHING);

      assertThat(grant)
          .isEqualTo(new Grant(80, 8080, "127.0.0.1", "44.128.0.1", Duration.ofHours(1), true));
      assertThat(router.asked()).containsExactly("8080>80 3600", "8080>80 3600");
    }
  }

  /** As RFC 6886 tells a router that speaks only NAT-PMP to answer. */
  @Test
  void leavesARouterAloneThatKnowsOnlyTheOlderVersion() {
    try (var router =
        new FakePortRouter(
            question -> List.of(new byte[] {0, (byte) (0x80 | question[1]), 0, 1, 0, 0, 0, 9}))) {
      assertThatThrownBy(() -> new PcpClient(router.port(), NONCES).look())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("does not speak PCP");
      assertThat(router.asked()).containsExactly("look");
    }
  }

  @Test
  void leavesARouterAloneThatKnowsOnlyTheNewerVersion() {
    try (var router = new FakePortRouter(question -> List.of(pcp(new byte[24], 1)))) {
      assertThatThrownBy(() -> new NatPmpClient(router.port()).look())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("does not speak NAT-PMP");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "3, router-refuses, PCP error 3 MALFORMED_REQUEST",
    "7, router-refuses, PCP error 7 NETWORK_FAILURE",
    "8, router-refuses, PCP error 8 NO_RESOURCES",
    "11, mapping-conflict, PCP error 11 CANNOT_PROVIDE_EXTERNAL",
    "12, router-refuses, PCP error 12 ADDRESS_MISMATCH",
    "2, router-refuses, PCP error 2 NOT_AUTHORIZED",
    "200, router-refuses, PCP error 200"
  })
  void namesWhatTheRouterHasAgainstIt(int result, String code, String detail) {
    try (var router = new FakePortRouter(question -> List.of(pcp(question, result)))) {
      var problem = failure(router);

      assertThat(problem.code().wireName()).isEqualTo(code);
      assertThat(problem.detail()).isEqualTo(detail);
      assertThat(problem.facts()).containsEntry("port", "80");
    }
  }

  @Test
  void understandsAnErrorThatDoesNotRepeatTheQuestion() {
    try (var router =
        new FakePortRouter(question -> List.of(pcp(Arrays.copyOf(question, 24), 3)))) {
      assertThat(failure(router).detail()).isEqualTo("PCP error 3 MALFORMED_REQUEST");
    }
  }

  @Test
  void doesNotListenToGarbageForEver() {
    try (var router = new FakePortRouter(question -> Collections.nCopies(2000, new byte[1200]))) {
      assertThatThrownBy(() -> new PcpClient(router.port(), NONCES).look())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no answer");
      assertThat(router.asked()).hasSize(GatewayPort.HURRIED.size());
    }
  }

  @Test
  void tellsARouterThatForbidsLowPortsFromOneThatForbidsAll() {
    try (var router =
        new FakePortRouter(
            question ->
                List.of(pcp(question, ByteBuffer.wrap(question).getShort(42) == 80 ? 2 : 0)))) {
      assertThat(failure(router).code()).isEqualTo(ProblemCode.ROUTER_REFUSES_LOW_PORTS);
      assertThat(router.asked()).containsExactly("8080>80 3600", "49871>49871 3600", "49871>0 0");
    }
  }

  @Test
  void givesBackAnotherPortThanItAskedFor() {
    try (var router = new FakePortRouter(question -> List.of(pcp(question, 0, 81)))) {
      assertThat(failure(router).detail()).isEqualTo("pcp granted port 81 instead");
      assertThat(router.asked()).containsExactly("8080>80 3600", "8080>0 0");
    }
  }

  @Test
  void doesNotBelieveARouterThatSaysSomethingElseTheSecondTime() {
    var asked = new AtomicInteger();
    try (var router =
        new FakePortRouter(
            question -> List.of(pcp(question, 0, asked.incrementAndGet() == 1 ? 80 : 4000)))) {
      assertThat(failure(router).detail()).isEqualTo("pcp granted port 4000 instead");
      assertThat(router.asked()).last().isEqualTo("8080>0 0");
      assertThat(held.find(80)).isEmpty();
    }
  }

  @Test
  void doesNotTakeNoTimeForALease() {
    try (var router =
        new FakePortRouter(
            question -> {
              var answer = pcp(question, 0);
              ByteBuffer.wrap(answer).putInt(4, 0);
              return List.of(answer);
            })) {
      assertThat(failure(router).detail()).isEqualTo("pcp granted it for no time");
    }
  }

  @Test
  void leavesMappingsOfOthersAlone() throws Exception {
    try (var router =
        new FakePortRouter(question -> List.of(pcp(question, isDeletion(question) ? 2 : 0)))) {
      assertThat(pcpMapping(router).unmap(80, NOTHING)).isFalse();
      assertThat(router.asked()).as("nothing is known to be ours").isEmpty();

      assertThat(pcpMapping(router).unmap(80, OptionalInt.of(8080))).isFalse();
      assertThat(router.asked()).containsExactly("8080>0 0");
    }
  }

  @Test
  void asksForAnInnerPortOnceOnly() throws Exception {
    try (var router = new FakePortRouter(FakePortRouter::grantsByPcp)) {
      pcpMapping(router).map(80, 8080, NOTHING);

      assertThatThrownBy(() -> pcpMapping(router).map(81, 8080, NOTHING))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> assertThat(e.problem().detail()).isEqualTo("8080 is already mapped to 80"));
      assertThat(router.asked()).hasSize(2);
    }
  }

  @Test
  void givesTheOldInnerPortBackBeforeItTakesANewOne() throws Exception {
    try (var router = new FakePortRouter(FakePortRouter::grantsByPcp)) {
      pcpMapping(router).map(80, 9090, OptionalInt.of(8080));
      pcpMapping(router).map(80, 7070, NOTHING);

      assertThat(router.asked())
          .containsExactly(
              "8080>0 0",
              "9090>80 3600",
              "9090>80 3600",
              "9090>0 0",
              "7070>80 3600",
              "7070>80 3600");
    }
  }

  @Test
  void readsTheOuterAddressByNatPmp() throws Exception {
    byte[] answer = {0, (byte) 128, 0, 0, 0, 0, 1, 2, 100, 64, 0, 7};
    try (var router = new FakePortRouter(question -> List.of(answer))) {
      var client = new NatPmpClient(router.port());
      assertThat(client.outerAddress().orElseThrow().getHostAddress()).isEqualTo("100.64.0.7");
      assertThat(client.look().epoch().seconds()).isEqualTo(258);
      assertThat(client.look().local()).isEqualTo(HERE);

      answer[3] = 3;
      assertThat(client.outerAddress()).isEmpty();
      assertThat(client.look().detail()).isEqualTo("NAT-PMP error 3 network failure");
    }
  }

  private LeaseMapping pcpMapping(FakePortRouter router) {
    return new LeaseMapping(new PcpClient(router.port(), NONCES), HERE, held);
  }

  private Problem failure(FakePortRouter router) {
    return catchThrowableOfType(
            ProblemException.class, () -> pcpMapping(router).map(80, 8080, NOTHING))
        .problem();
  }
}
