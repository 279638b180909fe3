package app.gatehouse.service.job;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.site.Site;
import app.gatehouse.model.status.JobKind;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.service.part.FakePinholes;
import app.gatehouse.service.part.FakeRouter;
import app.gatehouse.service.part.FakeSiteServer;
import app.gatehouse.service.part.KeptPinhole;
import app.gatehouse.service.part.KeptPinholes;
import app.gatehouse.service.part.KnownTrouble;
import app.gatehouse.service.part.MemoryFile;
import app.gatehouse.service.part.MemorySites;
import app.gatehouse.service.part.OpenPinholes;
import app.gatehouse.service.part.SteppedClock;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The forwarder listens on 8080 and 8443. */
class PinholeJobTest {
  private static final Inet6Address HOME = (Inet6Address) InetAddress.ofLiteral("2a44::7");
  private static final Inet6Address MOVED = (Inet6Address) InetAddress.ofLiteral("2a55::7");

  private final SteppedClock clock = new SteppedClock("2027-01-01T00:00:00Z");
  private final KnownTrouble trouble = new KnownTrouble();
  private final MemoryFile<KeptPinholes.Kept> file = new MemoryFile<>(KeptPinholes.Kept.class);
  private final KeptPinholes kept = new KeptPinholes(file);
  private final FakeRouter router = new FakeRouter(null);
  private final FakePinholes firewall = router.pinholes;
  private final JobRecords records = new JobRecords(new MemoryFile<>(JobRecords.Kept.class));
  private Optional<Inet6Address> here = Optional.of(HOME);
  private boolean needed = true;
  private boolean wanted = true;
  private final OpenPinholes pinholes =
      new OpenPinholes(router, kept, new FakeSiteServer(), () -> here, clock);
  private final PinholeJob job =
      new PinholeJob(
          new PinholeJob.Rooms(pinholes, kept, trouble, records, () -> needed, () -> wanted),
          Runnable::run);
  private final JobLoop loop = new JobLoop(List.of(job), () -> "home", clock, time -> {});

  @Test
  void opensForSitesThatAreThereAndRenewsAtHalfOfTheLease() {
    pass(Duration.ofMinutes(1));
    assertThat(firewall.log()).containsExactly("open [2a44::7]:8080", "open [2a44::7]:8443");

    pass(Duration.ofMinutes(28));
    assertThat(firewall.log()).hasSize(2);
    pass(Duration.ofMinutes(2));
    assertThat(firewall.log()).hasSize(4);
    assertThat(report()).containsExactly(JobKind.PINHOLE);
  }

  @Test
  void makesNoneForAnOperationWhichMakesItsOwn() {
    wanted = false;

    pass(Duration.ofHours(2));

    assertThat(firewall.log()).isEmpty();
    assertThat(report()).isEmpty();
  }

  @Test
  void opensWithinAMinuteWhatARouterForgotThatRestarted() {
    pass(Duration.ofMinutes(10));
    firewall.forgets();

    pass(Duration.ofMinutes(1));

    assertThat(firewall.open()).containsExactly("[2a44::7]:8080", "[2a44::7]:8443");
  }

  @Test
  void followsTheHomeToAnotherPrefixAndClosesWhatWasBefore() {
    pass(Duration.ofMinutes(10));
    here = Optional.of(MOVED);

    pass(Duration.ofMinutes(1));

    assertThat(firewall.open()).containsExactly("[2a55::7]:8080", "[2a55::7]:8443");
    assertThat(firewall.log().subList(2, 6))
        .as("the new ones first")
        .containsExactly(
            "open [2a55::7]:8080",
            "open [2a55::7]:8443",
            "close [2a44::7]:8080",
            "close [2a44::7]:8443");
    assertThat(kept.all()).extracting(KeptPinhole::address).containsOnly("2a55::7");
  }

  @Test
  void letsThoseOfAnAddressThatHasGoneEndWithTheirLease() {
    pass(Duration.ofMinutes(10));
    here = Optional.of(MOVED);
    firewall.lostAddress("2a44::7");

    pass(Duration.ofMinutes(30));
    assertThat(kept.all()).hasSize(4);
    assertThat(trouble.under(KnownTrouble.mapping())).isEmpty();
    assertThat(job.report(site(), clock.instant()).orElseThrow().failures()).isZero();
    pass(Duration.ofMinutes(50));

    assertThat(kept.all()).extracting(KeptPinhole::address).containsOnly("2a55::7");
    assertThat(records.of(JobKind.PINHOLE, "[2a44::7]:8443")).isEmpty();
  }

  @Test
  void isQuietWhereTheRouterNeverOpenedAnything() {
    firewall.refuses(Problem.error(ProblemCode.ROUTER_REFUSES));
    pass(Duration.ofMinutes(10));

    assertThat(trouble.under(KnownTrouble.mapping())).isEmpty();
    assertThat(kept.all()).isEmpty();
    assertThat(report()).isEmpty();

    firewall.refuses(null);
    pass(Duration.ofMinutes(40));
    assertThat(firewall.open()).as("asked once an hour").isEmpty();
    pass(Duration.ofMinutes(15));
    assertThat(firewall.open()).hasSize(2);
  }

  @Test
  void saysThatAPinholeIsLostAndTriesAgainSoon() {
    pass(Duration.ofMinutes(10));
    firewall.forgets();
    firewall.refuses(Problem.error(ProblemCode.ROUTER_REFUSES).variant("ipv6").with("port", 8443));

    pass(Duration.ofMinutes(20));
    assertThat(trouble.under(KnownTrouble.mapping()))
        .extracting(Problem::code)
        .containsExactly(ProblemCode.ROUTER_REFUSES, ProblemCode.ROUTER_REFUSES);
    assertThat(trouble.under(KnownTrouble.mapping())).noneMatch(Problem::isError);

    firewall.refuses(null);
    pass(Duration.ofMinutes(11));
    assertThat(trouble.under(KnownTrouble.mapping())).isEmpty();
    assertThat(firewall.open()).hasSize(2);
  }

  @Test
  void isTroubledByANewAddressThatTheRouterDoesNotOpen() {
    pass(Duration.ofMinutes(10));
    here = Optional.of(MOVED);
    firewall.refuses(Problem.error(ProblemCode.ROUTER_REFUSES));

    pass(Duration.ofMinutes(2));
    assertThat(trouble.under(KnownTrouble.mapping())).hasSize(2);

    firewall.refuses(null);
    pass(Duration.ofMinutes(11));
    assertThat(trouble.under(KnownTrouble.mapping())).isEmpty();
    assertThat(firewall.open()).containsExactly("[2a55::7]:8080", "[2a55::7]:8443");
  }

  @Test
  void closesWhatNobodyNeeds() {
    pass(Duration.ofMinutes(10));
    wanted = false;
    needed = false;

    pass(Duration.ofMinutes(1));

    assertThat(firewall.open()).isEmpty();
    assertThat(kept.all()).isEmpty();
    assertThat(records.of(JobKind.PINHOLE, "ipv6-8443")).isEmpty();
  }

  @Test
  void closesLaterWhatTheRouterDidNotCloseAtOnce() {
    pass(Duration.ofMinutes(10));
    wanted = false;
    needed = false;
    firewall.refuses(Problem.error(ProblemCode.ROUTER_NOT_FOUND));
    pass(Duration.ofMinutes(10));
    assertThat(kept.all()).hasSize(2);

    firewall.refuses(null);
    pass(Duration.ofMinutes(11));

    assertThat(firewall.open()).isEmpty();
    assertThat(kept.all()).isEmpty();
  }

  /** The process was killed between the question and the answer. */
  @Test
  void closesWhatItOnlyKnowsToHaveAskedFor() throws Exception {
    firewall.whenAsked(
        () -> {
          throw new IllegalStateException("killed");
        });
    pass(Duration.ofMinutes(1));
    firewall.whenAsked(() -> {});
    firewall.open(HOME, 8443);
    wanted = false;
    needed = false;
    kept.load();

    pass(Duration.ofMinutes(11));

    assertThat(firewall.open()).isEmpty();
    assertThat(kept.all()).isEmpty();
  }

  @Test
  void leavesARouterAloneThatIsSwitchedOff() {
    router.disable();

    pass(Duration.ofHours(2));

    assertThat(firewall.log()).isEmpty();
  }

  private List<JobKind> report() {
    return job.report(site(), clock.instant()).stream().map(each -> each.kind()).toList();
  }

  private static Site site() {
    return MemorySites.publicSite("app.example.com");
  }

  private void pass(Duration time) {
    for (var step = 0; step < time.toSeconds() / 15; step++) {
      clock.forward(Duration.ofSeconds(15));
      loop.tick();
    }
  }
}
