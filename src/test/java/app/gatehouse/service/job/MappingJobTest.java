package app.gatehouse.service.job;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.reach.router.Grant;
import app.gatehouse.service.part.FakeRouter;
import app.gatehouse.service.part.FakeSiteServer;
import app.gatehouse.service.part.KnownTrouble;
import app.gatehouse.service.part.MappedPorts;
import app.gatehouse.service.part.Mappings;
import app.gatehouse.service.part.MemoryFile;
import app.gatehouse.service.part.MemorySites;
import app.gatehouse.service.part.Sites;
import app.gatehouse.service.part.SteppedClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MappingJobTest {
  private final SteppedClock clock = new SteppedClock("2027-01-01T00:00:00Z");
  private final KnownTrouble trouble = new KnownTrouble();
  private final Mappings mappings = new Mappings(new MemoryFile<>(Mappings.Kept.class));
  private final FakeSiteServer server = new FakeSiteServer();
  private boolean needed = true;
  private MappingJob job;

  @Test
  void renewsAtHalfOfTheLease() throws Exception {
    var router = new FakeRouter(Duration.ofHours(2));
    var loop = loop(router, Duration.ofHours(2));

    pass(loop, Duration.ofMinutes(59));
    assertThat(router.log()).isEmpty();
    pass(loop, Duration.ofMinutes(2));
    assertThat(router.log()).containsExactly("map 443");
    pass(loop, Duration.ofHours(10));
    assertThat(router.log()).hasSizeBetween(10, 12);
  }

  @Test
  void asksAgainForThoseWithoutAnEnd() throws Exception {
    var router = new FakeRouter(null);
    var loop = loop(router, null);

    pass(loop, Duration.ofHours(3));

    assertThat(router.log()).hasSizeBetween(8, 9);
  }

  @Test
  void mapsAgainSoonWhatARouterForgotThatRestarted() throws Exception {
    var router = new FakeRouter(Duration.ofHours(2));
    var loop = loop(router, Duration.ofHours(2));
    router.forgets();

    pass(loop, Duration.ofMinutes(6));

    assertThat(router.log()).containsExactly("map 443");
    assertThat(router.mapped()).containsEntry(443, 8443);
  }

  @Test
  void looksAtTheRouterAtOnceAfterASleep() throws Exception {
    var router = new FakeRouter(Duration.ofHours(2));
    var loop = loop(router, Duration.ofHours(2));
    pass(loop, Duration.ofMinutes(1));
    router.forgets();

    job.wake();
    pass(loop, Duration.ofMinutes(1));

    assertThat(router.mapped()).containsEntry(443, 8443);
  }

  @Test
  void saysThatAMappingIsLostAndTriesAgainSoon() throws Exception {
    var router = new FakeRouter(Duration.ofHours(2));
    var loop = loop(router, Duration.ofHours(2));
    router.refuses(Problem.error(ProblemCode.MAPPING_CONFLICT));

    pass(loop, Duration.ofMinutes(65));
    assertThat(trouble.under(KnownTrouble.mapping()))
        .extracting(Problem::code)
        .containsExactly(ProblemCode.MAPPING_LOST);

    router.refuses(null);
    pass(loop, Duration.ofMinutes(15));
    assertThat(trouble.under(KnownTrouble.mapping())).isEmpty();
    assertThat(router.mapped()).containsEntry(443, 8443);
  }

  @Test
  void renewsThoughTheClockWasSetBack() throws Exception {
    var router = new FakeRouter(Duration.ofHours(2));
    var loop = loop(router, Duration.ofHours(2));
    router.refuses(Problem.error(ProblemCode.ROUTER_NOT_FOUND));
    pass(loop, Duration.ofMinutes(65));
    router.refuses(null);

    // It ran as local time until the right time came from the network.
    clock.back(Duration.ofHours(8));
    pass(loop, Duration.ofMinutes(1));
    assertThat(router.log()).hasSize(1);
    clock.back(Duration.ofHours(8));
    pass(loop, Duration.ofMinutes(1));
    assertThat(router.log()).hasSize(2);
  }

  @Test
  void followsTheForwarderToAnotherPort() throws Exception {
    var router = new FakeRouter(Duration.ofHours(2));
    var loop = loop(router, Duration.ofHours(2));
    server.httpsPort = 9443;

    pass(loop, Duration.ofMinutes(1));

    assertThat(router.mapped()).containsEntry(443, 9443);
    pass(loop, Duration.ofMinutes(50));
    assertThat(router.log()).hasSize(1);
  }

  @Test
  void aMistakeIsTroubleTooAndIsNotMadeEveryMinute() throws Exception {
    var router = new FakeRouter(Duration.ofHours(2));
    var loop = loop(router, Duration.ofHours(2));
    router.breaks(new IllegalStateException("bug"));

    pass(loop, Duration.ofMinutes(95));

    assertThat(trouble.under(KnownTrouble.mapping()))
        .singleElement()
        .satisfies(problem -> assertThat(problem.detail()).contains("bug"));
    router.breaks(null);
    pass(loop, Duration.ofMinutes(4));
    assertThat(router.log()).isEmpty();
    pass(loop, Duration.ofMinutes(8));
    assertThat(router.log()).hasSize(1);
  }

  @Test
  void isBackSoonAfterTheRouterHoweverLongThatWasOff() throws Exception {
    var router = new FakeRouter(Duration.ofHours(2));
    var loop = loop(router, Duration.ofHours(2));
    router.refuses(Problem.error(ProblemCode.ROUTER_NOT_FOUND));
    pass(loop, Duration.ofHours(30));

    router.refuses(null);
    pass(loop, Duration.ofMinutes(11));

    assertThat(router.mapped()).containsEntry(443, 8443);
  }

  @Test
  void takesBackWhatNobodyNeeds() throws Exception {
    var router = new FakeRouter(Duration.ofHours(2));
    var loop = loop(router, Duration.ofHours(2));
    needed = false;

    pass(loop, Duration.ofMinutes(2));

    assertThat(router.log()).containsExactly("unmap 443");
    assertThat(mappings.all()).isEmpty();
  }

  @Test
  void takesBackLaterWhatTheRouterDidNotTakeAtOnce() throws Exception {
    var router = new FakeRouter(null);
    var loop = loop(router, null);
    needed = false;
    router.refuses(Problem.error(ProblemCode.ROUTER_NOT_FOUND));
    pass(loop, Duration.ofHours(30));
    assertThat(mappings.all()).hasSize(1);

    router.refuses(null);
    pass(loop, Duration.ofMinutes(11));

    assertThat(router.log()).containsExactly("unmap 443");
    assertThat(mappings.all()).isEmpty();
  }

  @Test
  void doesNotAskForeverForWhatHasEndedByItself() throws Exception {
    var router = new FakeRouter(Duration.ofHours(2));
    var loop = loop(router, Duration.ofHours(2));
    needed = false;
    router.refuses(Problem.error(ProblemCode.ROUTER_NOT_FOUND));

    pass(loop, Duration.ofMinutes(135));

    assertThat(mappings.all()).isEmpty();
  }

  @Test
  void leavesARouterAloneThatIsSwitchedOff() throws Exception {
    var router = new FakeRouter(Duration.ofHours(2));
    router.disable();
    pass(loop(router, Duration.ofHours(2)), Duration.ofHours(5));
    assertThat(router.log()).isEmpty();
  }

  @Test
  void portsAreTriedAgainWhileThereAreSites() throws Exception {
    var sites = new Sites(new MemorySites());
    var job = new PortsJob(server, sites, trouble);
    var loop = new JobLoop(List.of(job), () -> "home", clock, time -> {});

    loop.tick();
    assertThat(server.isOpen()).isFalse();

    sites.put(MemorySites.site("a.home.arpa"));
    server.portTrouble(Problem.error(ProblemCode.PORT_IN_USE).with("port", 8443));
    pass(loop, Duration.ofMinutes(2));
    assertThat(trouble.of(KnownTrouble.PORTS)).map(Problem::code).contains(ProblemCode.PORT_IN_USE);

    server.portTrouble(null);
    pass(loop, Duration.ofMinutes(2));
    assertThat(server.isOpen()).isTrue();
    assertThat(trouble.of(KnownTrouble.PORTS)).isEmpty();
  }

  @Test
  void aJobThatBreaksDoesNotStopTheOthers() {
    var router = new FakeRouter(null);
    Job broken =
        now -> {
          throw new IllegalStateException("bug");
        };
    var runs = new int[1];
    Job counting =
        now -> {
          runs[0]++;
          return now.plus(Duration.ofMinutes(1));
        };
    var loop = new JobLoop(List.of(broken, counting), () -> "home", clock, time -> {});

    pass(loop, Duration.ofMinutes(5));

    assertThat(runs[0]).isGreaterThan(3);
    assertThat(router.log()).isEmpty();
  }

  private JobLoop loop(FakeRouter router, Duration lease) throws Exception {
    router.knows(443, 8443);
    mappings.put(new Grant(443, 8443, "192.168.1.5", null, lease, true), clock.instant());
    var ports = new MappedPorts(router, mappings, server, clock);
    var records = new JobRecords(new MemoryFile<>(JobRecords.Kept.class));
    job = new MappingJob(ports, mappings, trouble, records, () -> needed, Runnable::run);
    return new JobLoop(List.of(job), () -> "home", clock, time -> {});
  }

  private void pass(JobLoop loop, Duration time) {
    for (var minute = 0; minute < time.toMinutes(); minute++) {
      clock.forward(Duration.ofMinutes(1));
      loop.tick();
    }
  }
}
