package app.gatehouse.control;

import static app.gatehouse.control.ServiceApiContract.problem;
import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.status.OperationState;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.support.ChildProcess;
import app.gatehouse.support.Eventually;
import app.gatehouse.support.OtherJvm;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(90)
class ControlServerIT {
  private static final String CHECK_HOME_BEHIND =
      "{\"type\":\"request\",\"id\":1,\"method\":\"check-home\",\"params\":{\"ports\":[80],\"firewall\":";

  /** Waits less than usual, but still long enough for a busy computer. */
  private static final ControlLimits IMPATIENT =
      new ControlLimits(100, 10, Duration.ofSeconds(30), Duration.ofSeconds(3), 128, 32);

  private static final ControlLimits CURT =
      new ControlLimits(100, 10, Duration.ofMillis(300), Duration.ofSeconds(30), 128, 32);

  @TempDir Path folder;
  private final FakeService fake = new FakeService();
  private ControlServer server = new ControlServer(fake, Path.of("none"), PeerPolicy.sameUser());

  @BeforeEach
  void open() throws Exception {
    server = new ControlServer(fake, folder.resolve("s"), PeerPolicy.sameUser());
    server.open();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void takesAHundredClientsAndTurnsTheNextAway() throws Exception {
    var clients = new ArrayList<ControlClient>();
    try {
      for (var i = 0; i < 100; i++) {
        clients.add(ControlClient.connect(server.socket()));
      }
      var refused = problem(() -> ControlClient.connect(server.socket()));
      assertThat(refused.code()).isEqualTo(ProblemCode.SERVICE_NOT_REACHABLE);
      assertThat(refused.facts()).containsEntry(Problem.VARIANT, "busy");
      for (var client : clients) {
        assertThat(client.info().pid()).isEqualTo(4711);
      }
      clients.removeFirst().close();
      Eventually.isTrue("there is room again", () -> server.clients() == 99);
      clients.add(ControlClient.connect(server.socket()));
      assertThat(clients.getLast().info().pid()).isEqualTo(4711);
    } finally {
      clients.forEach(ControlClient::close);
    }
    Eventually.isTrue("all are gone", () -> server.clients() == 0);
  }

  @Test
  void aMistakeWhileOneIsAdmittedKeepsNobodyElseOut() throws Exception {
    server.close();
    var calls = new AtomicInteger();
    server =
        new ControlServer(
            fake,
            folder.resolve("s"),
            user -> {
              if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("bug");
              }
              return PeerPolicy.Access.ALL;
            });
    server.open();

    assertThat(problem(() -> ControlClient.connect(server.socket())).code())
        .isEqualTo(ProblemCode.SERVICE_NOT_REACHABLE);
    try (var next = ControlClient.connect(server.socket())) {
      assertThat(next.info().pid()).isEqualTo(4711);
    }
  }

  @Test
  void hangsUpOnAClientThatDoesNotRead() throws Exception {
    replaceServer(IMPATIENT);
    try (var slow = RawClient.greeted(server.socket());
        var quick = ControlClient.connect(server.socket())) {
      var heard = new CopyOnWriteArrayList<Long>();
      try (var subscription = quick.onOperation(s -> heard.add(s.sequence()))) {
        assertThat(subscription).isNotNull();
        slow.say(request(1, "subscribe", "{}"));
        slow.hear();
        var sequence = 0;
        // Snapshots of many operations do not replace each other; the socket's buffer fills up.
        while (server.clients() == 2) {
          sequence++;
          fake.emit(FakeService.snapshot("op-" + sequence % 50, sequence, OperationState.RUNNING));
        }
        fake.emit(FakeService.snapshot("last", ++sequence, OperationState.DONE));
        long last = sequence;
        Eventually.isTrue("the quick one misses no end", () -> heard.contains(last));
        assertThat(quick.info().pid()).isEqualTo(4711);
      }
      assertThat(slow.isHungUpOn()).isTrue();
      Eventually.isTrue("its subscription is over", () -> fake.listeners.size() <= 1);
    }
  }

  @Test
  void hangsUpOnAClientThatAsksWithoutReading() throws Exception {
    try (var greedy = RawClient.greeted(server.socket())) {
      var asking =
          CompletableFuture.runAsync(
              () -> {
                try {
                  for (var i = 1; i < 100_000; i++) {
                    greedy.say(request(i, "status", "{}"));
                  }
                } catch (java.io.IOException e) {
                  // hung up on, as it should be
                }
              });
      Eventually.isTrue("it is hung up on", () -> server.clients() == 0);
      asking.get(20, TimeUnit.SECONDS);
    }
    assertStillWorks();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "null",
        "{}",
        "{\"type\":\"request\"}",
        "{\"type\":\"hello\",\"version\":1}",
        "{\"type\":\"goodbye\",\"problem\":{\"code\":\"unknown\"}}",
        "{\"type\":\"request\",\"id\":1,\"method\":\"no-such\",\"params\":{}}",
        "{\"type\":\"request\",\"id\":1,\"method\":\"getClass\",\"params\":{}}",
        "{\"type\":\"request\",\"id\":1,\"method\":\"close\",\"params\":{}}",
        "{\"type\":\"request\",\"id\":1,\"method\":\"info\"}",
        "{\"type\":\"request\",\"id\":\"x\",\"method\":\"info\",\"params\":{}}",
        "{\"type\":\"request\",\"id\":1,\"method\":\"setting\",\"params\":{}}",
        "{\"type\":\"request\",\"id\":1,\"method\":\"setting\",\"params\":[1]}",
        "{\"type\":\"request\",\"id\":1,\"method\":\"check-home\",\"params\":{\"ports\":[null]}}",
        CHECK_HOME_BEHIND + "{\"ports\":null}}}",
        CHECK_HOME_BEHIND + "{\"firewall\":\"<b>\",\"ports\":{},\"ours\":[]}}}",
        CHECK_HOME_BEHIND + "{\"ports\":{\"65536\":\"open\"},\"ours\":[]}}}",
        CHECK_HOME_BEHIND + "{\"ports\":{\"80\":null},\"ours\":[]}}}",
        CHECK_HOME_BEHIND + "{\"ports\":{\"80\":\"ajar\"},\"ours\":[]}}}",
        CHECK_HOME_BEHIND + "{\"ports\":{},\"ours\":[0]}}}",
        "{\"type\":\"request\",\"id\":1,\"method\":\"start\",\"params\":{\"plan\":{}}}",
      })
  void hangsUpOnWhatItDoesNotUnderstand(String message) throws Exception {
    try (var other = ControlClient.connect(server.socket());
        var client = RawClient.greeted(server.socket())) {
      client.say(message);
      assertThat(client.isHungUpOn()).isTrue();
      assertThat(other.info().pid()).isEqualTo(4711);
    }
    Eventually.isTrue("all are gone", () -> server.clients() == 0);
  }

  @Test
  void hangsUpOnMessagesThatAreTooLargeOrTooDeep() throws Exception {
    for (var length : new int[] {-1, 0, 1, Integer.MIN_VALUE, Integer.MAX_VALUE, (1 << 20) + 1}) {
      try (var client = RawClient.greeted(server.socket())) {
        client.send(ByteBuffer.allocate(4).putInt(length).array());
        assertThat(client.isHungUpOn()).isTrue();
      }
    }
    try (var client = RawClient.greeted(server.socket())) {
      client.say(
          "{\"type\":\"request\",\"id\":1,\"method\":\"info\",\"params\":" + "[".repeat(500_000));
      assertThat(client.isHungUpOn()).isTrue();
    }
    try (var client = RawClient.greeted(server.socket())) {
      var allowed = "{\"text\":\"" + "7".repeat(1 << 19) + "\"}";
      client.say(request(1, "examine-app", allowed));
      assertThat(client.hear()).contains("address-not-valid");
    }
    assertStillWorks();
  }

  @Test
  void hangsUpOnHalfAMessageThatStaysHalf() throws Exception {
    replaceServer(IMPATIENT);
    for (var half : List.of(new byte[] {0, 0}, new byte[] {0, 0, 0, 50, '{', '"'})) {
      try (var client = RawClient.greeted(server.socket())) {
        client.send(half);
        assertThat(client.isHungUpOn()).isTrue();
      }
    }
    try (var client = RawClient.greeted(server.socket())) {
      client.send(new byte[] {0, 0, 1, 0, '{'});
    }
    assertStillWorks();
  }

  @Test
  void hangsUpOnAClientThatSaysNoHello() throws Exception {
    replaceServer(CURT);
    try (var client = new RawClient(server.socket())) {
      assertThat(client.isHungUpOn()).isTrue();
    }
  }

  @Test
  void aClientThatOnlyWaitsMayStay() throws Exception {
    replaceServer(IMPATIENT);
    try (var idle = ControlClient.connect(server.socket());
        var half = RawClient.greeted(server.socket())) {
      half.send(new byte[] {0});
      assertThat(half.isHungUpOn()).isTrue();
      assertThat(idle.info().pid()).isEqualTo(4711);
    }
  }

  @Test
  void beginsWithHelloOfTheSameVersion() throws Exception {
    try (var client = new RawClient(server.socket())) {
      client.say(request(1, "info", "{}"));
      assertThat(client.isHungUpOn()).isTrue();
    }
    try (var client = new RawClient(server.socket())) {
      client.say("{\"type\":\"hello\",\"version\":2}");
      assertThat(client.hear())
          .contains("goodbye", "service-not-reachable", "\"variant\":\"version\"")
          .contains("\"client-version\":\"2\"", "\"service-version\":\"1\"");
      assertThat(client.isHungUpOn()).isTrue();
    }
  }

  @Test
  void clientsThatLeaveBeforeTheirGoodbyeHoldNoPlaces() throws Exception {
    for (var i = 0; i < 300; i++) {
      try (var client = new RawClient(server.socket())) {
        client.say("{\"type\":\"hello\",\"version\":0}");
      }
    }
    Eventually.isTrue("they are gone", () -> server.clients() == 0);
    assertStillWorks();
  }

  @Test
  void whatChangesSomethingGoesOnWithoutItsClient() throws Exception {
    fake.renewGate = new CountDownLatch(1);
    try (var client = RawClient.greeted(server.socket())) {
      client.say(request(1, "renew", "{\"site\":\"" + FakeService.SITE + "\",\"force\":true}"));
      assertThat(fake.entered.await(20, TimeUnit.SECONDS)).isTrue();
    }
    Eventually.isTrue("it is gone", () -> server.clients() == 0);
    fake.renewGate.countDown();
    Eventually.isTrue("renewed", () -> fake.renewed.get() == 1);
    assertThat(fake.interrupted.getCount()).isEqualTo(1);
    assertStillWorks();
  }

  @Test
  void whatIsOnlyReadEndsWithItsClient() throws Exception {
    fake.gate = new CountDownLatch(1);
    try (var client = RawClient.greeted(server.socket())) {
      client.say(request(1, "find-apps", "{}"));
      assertThat(fake.entered.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(fake.interrupted.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void everyPendingCallFailsWhenTheServiceDies() throws Exception {
    fake.gate = new CountDownLatch(1);
    try (var client = ControlClient.connect(server.socket())) {
      var outcomes = new ArrayList<CompletableFuture<Problem>>();
      for (var i = 0; i < 20; i++) {
        outcomes.add(
            CompletableFuture.supplyAsync(
                () -> problem(client::findApps), task -> Thread.ofVirtual().start(task)));
      }
      assertThat(fake.entered.await(20, TimeUnit.SECONDS)).isTrue();
      server.close();
      for (var outcome : outcomes) {
        assertThat(outcome.get(20, TimeUnit.SECONDS).code())
            .isEqualTo(ProblemCode.SERVICE_NOT_REACHABLE);
      }
      assertThat(problem(client::info).code()).isEqualTo(ProblemCode.SERVICE_NOT_REACHABLE);
    }
    assertThat(problem(() -> ControlClient.connect(server.socket())).code())
        .isEqualTo(ProblemCode.SERVICE_NOT_REACHABLE);
  }

  @Test
  void anAnswerUnderWayIsStillReadWhenTheServiceEnds() throws Exception {
    var gate = new CountDownLatch(1);
    fake.gate = gate;
    try (var client = RawClient.greeted(server.socket())) {
      client.say(request(1, "find-apps", "{}"));
      assertThat(fake.entered.await(20, TimeUnit.SECONDS)).isTrue();
      var closing = Thread.ofVirtual().start(server::close);
      gate.countDown();
      assertThat(client.hear()).contains("reply");
      assertThat(client.isHungUpOn()).isTrue();
      closing.join();
    }
  }

  @Test
  void stoppingIsNoFailureWhenTheServiceHangsUpAtOnce() throws Exception {
    fake.onStop = server::close;
    try (var client = ControlClient.connect(server.socket())) {
      client.stop();
      assertThat(problem(client::stop).code()).isEqualTo(ProblemCode.SERVICE_NOT_REACHABLE);
    }
  }

  @Test
  void aBugInTheServiceIsNamedAndHarmsNobody() throws Exception {
    try (var client = ControlClient.connect(server.socket())) {
      fake.bug = new IllegalStateException("password=hunter2");
      var unknown = problem(client::info);
      assertThat(unknown.code()).isEqualTo(ProblemCode.UNKNOWN);
      assertThat(unknown.facts()).containsKey("short-code");
      assertThat(unknown.detail()).isEqualTo("IllegalStateException");
      fake.bug = null;
      assertThat(client.info().pid()).isEqualTo(4711);
    }
  }

  @Test
  void checksNamesAndAddressesAgain() throws Exception {
    try (var client = RawClient.greeted(server.socket())) {
      client.say(
          request(
              1, "check-name", "{\"address\":{\"kind\":\"own-domain\",\"host\":\"../../etc\"}}"));
      assertThat(client.hear()).contains("refusal", "name-not-valid");
    }
  }

  @Test
  void replacesTheSocketOfADeadServiceOnly() throws Exception {
    var second = new ControlServer(fake, server.socket(), PeerPolicy.sameUser());
    assertThat(problem(second::open).code()).isEqualTo(ProblemCode.ALREADY_RUNNING);
    assertStillWorks();
    var stale = folder.resolve("stale");
    try (var dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(stale));
    }
    assertThat(stale).exists();
    try (var fresh = new ControlServer(fake, stale, PeerPolicy.sameUser())) {
      fresh.open();
      try (var client = ControlClient.connect(stale)) {
        assertThat(client.info().pid()).isEqualTo(4711);
      }
    }
    assertThat(stale).doesNotExist();
  }

  @Test
  void leavesASocketThatTookThePlaceOfItsOwn() throws Exception {
    Files.delete(server.socket());
    try (var heir = new ControlServer(fake, server.socket(), PeerPolicy.sameUser())) {
      heir.open();
      server.close();
      try (var client = ControlClient.connect(heir.socket())) {
        assertThat(client.info().pid()).isEqualTo(4711);
      }
    }
  }

  @Test
  void neverLogsASecret() throws Exception {
    var logged = new CopyOnWriteArrayList<String>();
    var log = Logger.getLogger("app.gatehouse");
    var before = log.getLevel();
    var handler = collector(logged);
    log.addHandler(handler);
    log.setLevel(Level.ALL);
    try (var client = ControlClient.connect(server.socket());
        var raw = RawClient.greeted(server.socket())) {
      client.start(ServiceApiContract.PLAN, ServiceApiContract.CREDENTIALS);
      raw.say(request(1, "start", "{\"credentials\":{\"password\":\"correct horse\"}}"));
      assertThat(raw.isHungUpOn()).isTrue();
      var wrong =
          List.of(
              "{\"password\":\"correct horse\",",
              "correct horse",
              "{\"type\":\"correct horse\"}",
              "{\"type\":\"request\",\"id\":\"correct horse\"}",
              request(1, "correct horse", "{}"),
              request(1, "check-home", "{\"ports\":[\"correct horse\"]}"));
      for (var message : wrong) {
        try (var broken = RawClient.greeted(server.socket())) {
          broken.say(message);
          assertThat(broken.isHungUpOn()).isTrue();
        }
      }
      Eventually.isTrue("all are reported", () -> logged.size() > wrong.size());
    } finally {
      log.removeHandler(handler);
      log.setLevel(before);
    }
    assertThat(logged).noneMatch(line -> line.contains("horse"));
  }

  @Test
  void aStrangerSeesTheStateLineOnly() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(server.socket(), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(said(OtherJvm.asStranger(Stranger.class, server.socket())))
        .containsExactly(
            "info: 4711", "status: no-permission", "stop: no-permission", "events: no-permission");
    assertThat(fake.stopped.getCount()).isEqualTo(1);
    assertThat(fake.listeners).isEmpty();
  }

  @Test
  void aStrangerCannotComeThroughTheFolder() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    assertThat(said(OtherJvm.asStranger(Stranger.class, server.socket())))
        .containsExactly("service-not-reachable");
  }

  @Test
  void gradesASilentServiceAsNotReachable() throws Exception {
    var mute = folder.resolve("mute");
    try (var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(UnixDomainSocketAddress.of(mute));
      assertThat(problem(() -> Conversation.open(mute, Optional.empty(), CURT)).code())
          .isEqualTo(ProblemCode.SERVICE_NOT_REACHABLE);
    }
  }

  @Test
  void tellsASlowCallAndForgetsItsAnswer() throws Exception {
    var slow = new CountDownLatch(1);
    fake.gate = slow;
    try (var client = ControlClient.connect(server.socket())) {
      var asked =
          CompletableFuture.supplyAsync(
              () -> problem(client::findApps), task -> Thread.ofVirtual().start(task));
      assertThat(fake.entered.await(20, TimeUnit.SECONDS)).isTrue();
      var late = asked.get(40, TimeUnit.SECONDS);
      assertThat(late.code()).isEqualTo(ProblemCode.SERVICE_NOT_REACHABLE);
      assertThat(late.facts()).containsEntry(Problem.VARIANT, "slow");
      assertThat(fake.interrupted.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(client.info().pid()).isEqualTo(4711);
    }
  }

  private void replaceServer(ControlLimits limits) throws Exception {
    server.close();
    server = new ControlServer(fake, folder.resolve("t"), PeerPolicy.sameUser(), limits);
    server.open();
  }

  private void assertStillWorks() throws Exception {
    try (var client = ControlClient.connect(server.socket())) {
      assertThat(client.info().pid()).isEqualTo(4711);
    }
  }

  private static String request(long id, String method, String params) {
    return "{\"type\":\"request\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
        .formatted(id, method, params);
  }

  private static List<String> said(ChildProcess.Builder program) {
    try (var child = program.start()) {
      var status = child.awaitExit(Duration.ofSeconds(60));
      assertThat(status).as(child.output()).isZero();
      return child.output().lines().filter(line -> !line.startsWith("Picked up")).toList();
    }
  }

  private static Handler collector(List<String> logged) {
    return new Handler() {
      @Override
      public void publish(LogRecord record) {
        logged.add(
            record.getMessage()
                + java.util.Arrays.toString(record.getParameters())
                + record.getThrown());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  /** What another user of this computer gets to see. */
  static final class Stranger {
    public static void main(String[] arguments) {
      try (var client = ControlClient.connect(Path.of(arguments[0]))) {
        System.out.println("info: " + client.info().pid());
        say("status", client::status);
        say(
            "stop",
            () -> {
              client.stop();
              return "stopped";
            });
        say("events", () -> client.onOperation(snapshot -> {}));
      } catch (ProblemException e) {
        System.out.println(e.problem().code().wireName());
      }
    }

    private static void say(String what, java.util.concurrent.Callable<?> question) {
      try {
        System.out.println(what + ": " + question.call());
      } catch (ProblemException e) {
        System.out.println(what + ": " + e.problem().code().wireName());
      } catch (Exception e) {
        System.out.println(what + ": " + e);
      }
    }
  }
}
