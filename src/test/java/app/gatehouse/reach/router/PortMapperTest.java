package app.gatehouse.reach.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.gatehouse.net.HttpFetch;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.router.FakeIgd.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Habits of routers that no router of the lab has. */
class PortMapperTest {
  private static final String OURS = "127.0.0.1";
  private static final byte[] SECRET = new byte[32];

  private final HttpFetch http = new HttpFetch();

  @AfterEach
  void close() {
    http.close();
  }

  @Test
  void asksAStandInForAPermanentMappingAfterError725() throws Exception {
    var mapped = new AtomicBoolean();
    try (var igd =
        new FakeIgd(
            (action, body) ->
                switch (action) {
                  case "AddPortMapping" -> {
                    var permanent = body.contains("<NewLeaseDuration>0<");
                    mapped.set(permanent);
                    yield permanent ? FakeIgd.done("") : FakeIgd.refused(725);
                  }
                  case "GetSpecificPortMappingEntry" ->
                      mapped.get() ? FakeIgd.entry(OURS, 8080, "Gatehouse") : FakeIgd.refused(714);
                  default ->
                      FakeIgd.done("<NewExternalIPAddress>44.128.0.1</NewExternalIPAddress>");
                })) {
      var grant = mapper(igd).map(80, 8080, OptionalInt.empty());

      assertThat(grant.lease()).isNull();
      assertThat(grant.wanAddress()).isEqualTo("44.128.0.1");
    }
  }

  @Test
  void doesNotBelieveARouterThatMapsSomethingElse() {
    var added = new AtomicBoolean();
    try (var igd =
        new FakeIgd(
            (action, body) -> {
              if (action.equals("AddPortMapping")) {
                added.set(true);
                return FakeIgd.done("");
              }
              return added.get() ? FakeIgd.entry(OURS, 9999, "Gatehouse") : FakeIgd.refused(714);
            })) {
      assertThat(failure(igd).code()).isEqualTo(ProblemCode.ROUTER_REFUSES);
    }
  }

  @Test
  void doesNotTakeAnEmptyErrorForSuccess() {
    try (var igd = new FakeIgd((action, body) -> new Answer(500, "<html>oops"))) {
      assertThat(failure(igd).code()).isEqualTo(ProblemCode.ROUTER_REFUSES);
    }
  }

  @Test
  void keepsTheRoutersOwnReason() {
    try (var igd =
        new FakeIgd(
            (action, body) -> FakeIgd.refused(action.equals("AddPortMapping") ? 501 : 714))) {
      assertThat(failure(igd).detail()).isEqualTo("UPnP error 501 No");
    }
  }

  @Test
  void knowsItsOwnMappingAgainWhereTheRouterLosesTheLabel() throws Exception {
    var table = new Unlabelled();
    try (var igd = new FakeIgd(table)) {
      var first = mapper(igd).map(80, 8080, OptionalInt.empty());
      assertThat(first.ours()).isTrue();

      table.left = 7;
      var renewed = mapper(igd).map(80, 8080, OptionalInt.of(8080));
      assertThat(renewed.ours()).isTrue();
      assertThat(renewed.lease()).isEqualTo(Duration.ofHours(1));

      var moved = mapper(igd).map(80, 9090, OptionalInt.of(8080));
      assertThat(moved.innerPort()).isEqualTo(9090);

      mapper(igd).unmap(80, OptionalInt.of(8080));
      assertThat(table.inner).as("somebody else's").isEqualTo(9090);
      mapper(igd).unmap(80, OptionalInt.of(9090));
      assertThat(table.inner).isZero();
    }
  }

  /** One mapping and the seconds left of it, but not who made it. */
  private static final class Unlabelled implements BiFunction<String, String, Answer> {
    private volatile int inner;
    private volatile int left;

    @Override
    public Answer apply(String action, String body) {
      switch (action) {
        case "AddPortMapping" -> {
          inner = Integer.parseInt(body.replaceAll("(?s).*<NewInternalPort>(\\d+)<.*", "$1"));
          left = 3600;
        }
        case "DeletePortMapping" -> inner = 0;
        case "GetSpecificPortMappingEntry" -> {
          return inner == 0 ? FakeIgd.refused(714) : FakeIgd.entry(OURS, inner, "", left);
        }
        default -> {
          return FakeIgd.done("<NewExternalIPAddress>44.128.0.1</NewExternalIPAddress>");
        }
      }
      return FakeIgd.done("");
    }
  }

  @Test
  void deletesNothingThatIsNotOurs() throws Exception {
    try (var igd = new FakeIgd((action, body) -> FakeIgd.entry("192.168.1.77", 80, "Gatehouse"))) {
      mapper(igd).unmap(80, OptionalInt.empty());

      assertThat(igd.asked()).containsExactly("/control GetSpecificPortMappingEntry");
    }
  }

  @Test
  void followsARouterNowhere() {
    var elsewhere = new AtomicReference<String>("");
    try (var igd = new FakeIgd((action, body) -> new Answer(302, elsewhere.get()))) {
      elsewhere.set(igd.uri("/shutdown").toString());

      assertThatThrownBy(() -> new UpnpAction("GetStatusInfo").send(igd.gateway()))
          .isInstanceOf(IOException.class);
      assertThat(igd.asked()).containsExactly("/control GetStatusInfo");
    }
  }

  @Test
  void readsNoAddressThatAnAnswerNames() {
    var leak = new AtomicReference<String>("");
    try (var igd =
        new FakeIgd(
            (action, body) ->
                new Answer(
                    200,
                    "<!DOCTYPE r [<!ENTITY x SYSTEM \"" + leak.get() + "\">]><r><v>&x;</v></r>"))) {
      leak.set(igd.uri("/leak").toString());

      assertThatThrownBy(() -> new UpnpAction("GetStatusInfo").send(igd.gateway()))
          .isInstanceOf(IOException.class);
      assertThat(igd.asked()).containsExactly("/control GetStatusInfo");
    }
  }

  @Test
  void takesOnlySoMuchOfAnAnswer() {
    var endless = "<r>" + "<v>text</v>".repeat(100_000) + "</r>";
    try (var igd = new FakeIgd((action, body) -> new Answer(200, endless))) {
      assertThatThrownBy(() -> new UpnpAction("GetStatusInfo").send(igd.gateway()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("more than 65536 bytes");
    }
  }

  @Test
  void sendsValuesAsTextOnly() throws Exception {
    var sent = new AtomicReference<String>("");
    try (var igd =
        new FakeIgd(
            (action, body) -> {
              sent.set(body);
              return FakeIgd.done("");
            })) {
      new UpnpAction("Any").with("Value", "</Value><Evil>&\"").send(igd.gateway());

      assertThat(sent.get()).contains("<Value>&lt;/Value&gt;&lt;Evil&gt;&amp;&quot;</Value>");
    }
  }

  @Test
  void givesUpAtOnceWhenInterrupted() throws Exception {
    var asked = new CountDownLatch(1);
    var never = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    try (var igd =
        new FakeIgd(
            (action, body) -> {
              asked.countDown();
              try {
                never.await(30, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return FakeIgd.done("");
            })) {
      var caller =
          Thread.startVirtualThread(
              () -> {
                try {
                  mapper(igd).map(80, 8080, OptionalInt.empty());
                } catch (InterruptedException e) {
                  interrupted.countDown();
                } catch (ProblemException e) {
                  throw new AssertionError(e);
                }
              });
      assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
      caller.interrupt();

      assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
      never.countDown();
    }
  }

  @Test
  void takesAnotherProtocolWhereUpnpRefuses() throws Exception {
    try (var igd =
            new FakeIgd(
                (action, body) ->
                    action.equals("GetExternalIPAddress")
                        ? FakeIgd.done("")
                        : FakeIgd.refused(action.equals("AddPortMapping") ? 501 : 714));
        var router = new FakePortRouter(FakePortRouter::grantsByPcp)) {
      var mapper = mapper(igd, router);

      var grant = mapper.map(80, 8080, OptionalInt.empty());
      assertThat(grant.wanAddress()).isEqualTo("44.128.0.1");
      assertThat(mapper.leadsHere(80, 8080)).isTrue();
      mapper.unmap(80, OptionalInt.of(8080));
      assertThat(mapper.leadsHere(80, 8080)).isFalse();
      assertThat(router.asked())
          .containsExactly("8080>80 3600", "8080>80 3600", "look", "8080>0 0");
    }
  }

  @Test
  void showsTheTableOfARouterThatHasOneAndCleansItsLabels() throws Exception {
    try (var igd =
            new FakeIgd(
                (action, body) ->
                    body.contains(">80<")
                        ? FakeIgd.entry("192.168.1.9", 8080, "N\u202eAS&#10;" + "x".repeat(90))
                        : FakeIgd.refused(714));
        var router = new FakePortRouter(FakePortRouter::grantsByPcp)) {
      var mapper = mapper(igd, router);

      assertThat(mapper.entry(80))
          .isEqualTo(
              new TableEntry.Taken("192.168.1.9", 8080, "N AS " + "x".repeat(55), false, false));
      assertThat(mapper.entry(443)).isEqualTo(new TableEntry.None());
      assertThat(igd.asked()).allMatch(asked -> asked.endsWith("GetSpecificPortMappingEntry"));
    }
  }

  @Test
  void tellsWhatEveryProtocolHadAgainstIt() {
    try (var igd =
            new FakeIgd(
                (action, body) -> FakeIgd.refused(action.equals("AddPortMapping") ? 501 : 714));
        var router = new FakePortRouter(question -> List.of(FakePortRouter.pcp(question, 8)))) {
      assertThatThrownBy(() -> mapper(igd, router).map(80, 8080, OptionalInt.empty()))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e ->
                  assertThat(e.problem().detail())
                      .isEqualTo("UPnP error 501 No; PCP error 8 NO_RESOURCES"));
    }
  }

  @Test
  void doesNotTryToGetByAnotherProtocolWhatAnotherDeviceHas() {
    try (var igd = new FakeIgd((action, body) -> FakeIgd.entry("192.168.1.77", 80, "Game"));
        var router = new FakePortRouter(FakePortRouter::grantsByPcp)) {
      assertThatThrownBy(() -> mapper(igd, router).map(80, 8080, OptionalInt.empty()))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.MAPPING_CONFLICT));
      assertThat(router.asked()).isEmpty();
    }
  }

  /** The lab's daemon speaks WANIPConnection only. */
  @Test
  void mapsByWanPppConnectionAtAStandIn() throws Exception {
    var table = new Unlabelled();
    try (var igd = new FakeIgd(table)) {
      var box = igd.gateway();
      var ppp = "urn:schemas-upnp-org:service:WANPPPConnection:1";
      var line = new Gateway(box.name(), box.address(), box.local(), box.control(), ppp);

      var mapper = new PortMapper(nowhere(), List.of(new UpnpMapping(line)));
      assertThat(mapper.map(80, 8080, OptionalInt.empty()).innerPort()).isEqualTo(8080);
      assertThat(igd.services()).containsOnly(ppp);
    }
  }

  private PortMapper mapper(FakeIgd igd, FakePortRouter router) {
    var pcp = new PcpClient(router.port(), new MappingNonces(SECRET));
    return new PortMapper(
        nowhere(),
        List.of(
            new UpnpMapping(igd.gateway()),
            new LeaseMapping(pcp, FakePortRouter.HERE, new HeldLeases())));
  }

  private PortMapper mapper(FakeIgd igd) {
    // Only the remembered router is asked: a test must not search the network it runs in.
    return new PortMapper(nowhere(), List.of(new UpnpMapping(igd.gateway())));
  }

  private RouterSearch nowhere() {
    return new RouterSearch(
        new GatewaySearch(http, Optional::empty), Optional::empty, new MappingNonces(SECRET)) {
      @Override
      List<MappingProtocol> find() {
        return List.of();
      }
    };
  }

  private Problem failure(FakeIgd igd) {
    return catchThrowableOfType(
            ProblemException.class, () -> mapper(igd).map(80, 8080, OptionalInt.empty()))
        .problem();
  }
}
