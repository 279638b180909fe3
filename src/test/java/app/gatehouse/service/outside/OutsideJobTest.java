package app.gatehouse.service.outside;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.FirewallReport;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.NameReport;
import app.gatehouse.model.network.PortOutcome;
import app.gatehouse.model.network.ProbeParty;
import app.gatehouse.model.network.ProofWish;
import app.gatehouse.model.network.Verdict;
import app.gatehouse.model.network.Way;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.status.JobKind;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.PhoneTry;
import app.gatehouse.service.job.JobRecords;
import app.gatehouse.service.part.HomeReader;
import app.gatehouse.service.part.KnownTrouble;
import app.gatehouse.service.part.MemoryFile;
import app.gatehouse.service.part.MemorySites;
import app.gatehouse.service.part.OwnersWill;
import app.gatehouse.service.part.Sites;
import app.gatehouse.service.part.SteppedClock;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutsideJobTest {
  private static final String HOST = "voice.example.net";

  private final SteppedClock clock = new SteppedClock("2027-01-01T00:00:00Z");
  private final Sites sites = new Sites(new MemorySites());
  private final KnownTrouble trouble = new KnownTrouble();
  private final MemoryFile<JobRecords.Kept> file = new MemoryFile<>(JobRecords.Kept.class);
  private final JobRecords records = new JobRecords(file);
  private final OwnersWill will = new OwnersWill(new MemoryFile<>(OwnersWill.Kept.class));
  private final List<ProofWish> wishes = new ArrayList<>();
  private Verdict verdict = new Verdict(PortOutcome.OPEN, null);
  private final OutsideJob job = job(records, trouble);

  @BeforeEach
  void publish() throws ProblemException {
    var local = MemorySites.site("a.home.arpa");
    sites.put(local);
    sites.put(
        new Site(
            new SiteAddress(AddressKind.OWN_DOMAIN, HOST),
            local.app(),
            local.preset(),
            local.protection(),
            local.certificate(),
            false));
    will.toldWhoIsAsked();
  }

  @Test
  void looksOnceADayAtWhatIsPublicOnly() {
    pass(Duration.ofDays(30));

    assertThat(wishes.size()).isBetween(26, 31);
    assertThat(wishes).allMatch(wish -> HOST.equals(wish.host()) && wish.ports().contains(443));
    assertThat(trouble.of(KnownTrouble.outside(HOST))).isEmpty();
  }

  @Test
  void asksNobodyBeforeTheOwnerWasTold() throws Exception {
    var untold = new OwnersWill(new MemoryFile<>(OwnersWill.Kept.class));
    var silent = job(records, trouble, untold);

    silent.run(clock.instant());

    assertThat(wishes).isEmpty();
  }

  @Test
  void asksNobodyWhenEverybodyWasLeftOut() throws Exception {
    will.notToAsk(Set.of("knocker"));

    pass(Duration.ofDays(2));

    assertThat(wishes).isEmpty();
  }

  @Test
  void saysThatNobodyGetsInAfterASecondLookAndTakesItBackAtOnce() {
    verdict = closed();
    pass(Duration.ofMinutes(9));
    assertThat(trouble.of(KnownTrouble.outside(HOST))).as("one look").isEmpty();

    pass(Duration.ofMinutes(3));
    assertThat(trouble.of(KnownTrouble.outside(HOST)).map(Problem::code))
        .contains(ProblemCode.PROVIDER_BLOCKS_PORT);
    assertThat(trouble.of(KnownTrouble.outside(HOST)).orElseThrow().isError())
        .as("the app may be reached by other ways")
        .isFalse();

    verdict = new Verdict(PortOutcome.OPEN, null);
    pass(Duration.ofHours(4));
    assertThat(trouble.of(KnownTrouble.outside(HOST))).isEmpty();
  }

  @Test
  void knowsAfterARestartWhatWasWrong() throws Exception {
    verdict = closed();
    pass(Duration.ofHours(1));
    var before = wishes.size();
    var loaded = new JobRecords(file);
    loaded.load();
    var others = new KnownTrouble();
    var again = job(loaded, others);

    again.recall();
    again.run(clock.instant());

    assertThat(others.of(KnownTrouble.outside(HOST))).isPresent();
    assertThat(wishes).as("not asked at once again").hasSize(before);
  }

  @Test
  void takesAnUnknownForNeither() {
    pass(Duration.ofMinutes(2));
    verdict = new Verdict(PortOutcome.UNKNOWN, Problem.info(ProblemCode.REACHABILITY_UNPROVEN));

    pass(Duration.ofDays(3));

    assertThat(trouble.of(KnownTrouble.outside(HOST))).isEmpty();
    var report = job.report(sites.find(HOST).orElseThrow(), clock.instant()).orElseThrow();
    assertThat(report.kind()).isEqualTo(JobKind.OUTSIDE);
    assertThat(report.failures()).isZero();
    assertThat(report.lastWorked()).isBefore(report.lastTried());
  }

  private static Verdict closed() {
    return new Verdict(
        PortOutcome.CLOSED, Problem.error(ProblemCode.PROVIDER_BLOCKS_PORT).with("port", 443));
  }

  private void pass(Duration time) {
    for (var minutes = time.toMinutes(); minutes > 0; minutes--) {
      job.run(clock.instant());
      clock.forward(Duration.ofMinutes(1));
    }
  }

  private OutsideJob job(JobRecords kept, KnownTrouble known) {
    return job(kept, known, will);
  }

  private OutsideJob job(JobRecords kept, KnownTrouble known, OwnersWill owner) {
    var look = new OutsideLook(new Home(), owner, kept, site -> 443, clock);
    return new OutsideJob(
        new OutsideJob.Rooms(look, sites, known, kept, host -> false),
        new Random(1),
        Runnable::run);
  }

  private final class Home implements HomeReader {
    @Override
    public HomeReport check(
        Set<Integer> ports, @Nullable FirewallReport firewall, Consumer<? super CheckResult> seen) {
      throw new AssertionError("not expected");
    }

    @Override
    public HomeReport prove(ProofWish wish) {
      wishes.add(wish);
      return new HomeReport(verdict, List.of(), List.of(), List.of(), null, Way.DIRECT);
    }

    @Override
    public PhoneTry invitePhone(ProofWish wish) {
      throw new AssertionError("not expected");
    }

    @Override
    public List<ProbeParty> parties() {
      return List.of(new ProbeParty("knocker", "knocker.example", false, false));
    }

    @Override
    public NameReport checkName(SiteAddress address) {
      throw new AssertionError("not expected");
    }

    @Override
    public Map<IpFamily, InetAddress> publicAddresses() {
      return Map.of();
    }

    @Override
    public Optional<Inet6Address> publicIpv6() {
      return Optional.empty();
    }

    @Override
    public String network() {
      return "home";
    }
  }
}
