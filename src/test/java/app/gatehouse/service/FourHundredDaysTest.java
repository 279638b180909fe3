package app.gatehouse.service;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.cert.RenewalPolicy;
import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.NameLogin;
import app.gatehouse.model.plan.Credentials;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.status.Notice;
import app.gatehouse.model.status.NoticeKind;
import app.gatehouse.model.status.OperationState;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A service that lives for 400 days, on a clock that is stepped: CAs go down, the router is
 * restarted, the home gets other addresses, and nobody is there to help.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class FourHundredDaysTest {
  private static final String HOST = "app.duckdns.org";
  private static final Duration ROUTER_RESTARTS = Duration.ofDays(7);
  private static final Duration MOVES = Duration.ofDays(30);
  private static final Duration ROUTER_IS_OFF = Duration.ofMinutes(3);

  /** More than the jobs ask for, and less than looks like a sleep: the computer is busy. */
  private static final Duration STEP = Duration.ofSeconds(65);

  /** Looks; fewer than an outage takes, and questions to the whole service cost time. */
  private static final int NOTICES_EVERY = 20;

  @TempDir Path folder;
  private final List<String> wrong = new ArrayList<>();
  private final List<Notice> told = new ArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private ServiceFixture fixture;
  private Instant begin;
  private int days;
  private Duration outage;
  private int outages;
  private String due = "none";
  private Instant outageEnds = Instant.MIN;
  private long routerRestarts;
  private int moves;
  private @Nullable Instant astraySince;
  private @Nullable Instant unmappedSince;
  private int looks;

  @Test
  void outlivesTwoMonthsOfOutages() throws Exception {
    live(61, Duration.ofDays(6), Duration.ofHours(60), 10);
  }

  @ParameterizedTest
  @CsvSource({"P90D, P5D, 6", "P45D, P5D, 11", "P6D, PT60H, 71"})
  @Tag("long")
  void outlivesThirteenMonthsOfOutages(Duration lifetime, Duration length, int outages)
      throws Exception {
    live(400, lifetime, length, outages);
  }

  /**
   * @param span in days
   * @param length of each outage
   * @param expected outages, each of which ends with a renewal
   */
  private void live(int span, Duration lifetime, Duration length, int expected) throws Exception {
    days = span;
    outage = length;
    fixture = new ServiceFixture(folder.resolve("home"), lifetime).started();
    try {
      fixture.service.keepName(HOST, "duckdns", NameLogin.token("token"));
      var id =
          fixture
              .service
              .start(
                  ServiceFixture.publicPlan(HOST, GuardKind.LOGIN),
                  new Credentials("ada", "correct horse battery", null, null))
              .id();
      assertThat(fixture.awaitRest(id).state()).isEqualTo(OperationState.DONE);
      begin = fixture.clock.instant();
      fixture.threads = InlineThreads::new;
      fixture.waiter = this::pass;
      fixture.restart();
      over.await();

      assertThat(wrong).isEmpty();
      assertThat(outages).isBetween(expected, expected + 5);
      assertThat(moves).isEqualTo(days / 30);
      assertThat(routerRestarts).isEqualTo(days / 7);
      assertThat(fixture.certificates.renewals()).hasSizeBetween(outages - 1, outages);
      assertEachToldOnceAndRecovered();
    } finally {
      fixture.close();
    }
  }

  /** In turns: that it fails, that it is over. */
  private void assertEachToldOnceAndRecovered() {
    var kinds = told.stream().map(Notice::kind).toList();
    for (var at = 0; at < kinds.size(); at++) {
      assertThat(kinds.get(at))
          .as("number %d of %s", at, told)
          .isEqualTo(at % 2 == 0 ? NoticeKind.RENEWAL_FAILING : NoticeKind.RECOVERED);
    }
    assertThat(kinds.size()).isBetween(2 * outages - 1, 2 * outages);
    assertThat(told).extracting(Notice::number).doesNotHaveDuplicates().isSorted();
  }

  /** What happens while the service sleeps. Called by its only thread. */
  private void pass(Duration asked) throws InterruptedException {
    var now = fixture.clock.instant();
    var age = Duration.between(begin, now);
    if (age.compareTo(Duration.ofDays(days)) > 0) {
      over.countDown();
      new CountDownLatch(1).await();
    }
    look(now);
    fixture.clock.forward(STEP);
    weather(age);
  }

  private void weather(Duration age) {
    outage(fixture.clock.instant());
    if (age.compareTo(MOVES) > 0 && isFirst(age, MOVES)) {
      moves++;
      fixture.publicAddresses = Map.of(IpFamily.IPV4, InetAddress.ofLiteral("198.51.100." + moves));
    }
    var sinceRestart = age.toSeconds() % ROUTER_RESTARTS.toSeconds();
    var isRouterOff =
        age.compareTo(ROUTER_RESTARTS) > 0 && sinceRestart < ROUTER_IS_OFF.toSeconds();
    if (isRouterOff && isFirst(age, ROUTER_RESTARTS)) {
      routerRestarts++;
      fixture.router.forgets();
    }
    fixture.router.refuses(isRouterOff ? Problem.error(ProblemCode.ROUTER_NOT_FOUND) : null);
  }

  /** The CA goes down whenever a certificate becomes due: the worst moment. */
  private void outage(Instant now) {
    var facts = fixture.certificates.current(HOST).orElseThrow().facts();
    if (!now.isBefore(RenewalPolicy.renewAt(facts).minus(STEP)) && !facts.serial().equals(due)) {
      due = facts.serial();
      outages++;
      outageEnds = now.plus(outage);
      fixture.certificates.refuses(Problem.error(ProblemCode.CA_UNREACHABLE));
    } else if (now.isAfter(outageEnds)) {
      fixture.certificates.refuses(null);
    }
  }

  private static boolean isFirst(Duration age, Duration every) {
    return age.toSeconds() % every.toSeconds() < STEP.toSeconds();
  }

  private void look(Instant now) {
    var current = fixture.certificates.current(HOST).orElseThrow();
    if (!current.facts().notAfter().isAfter(now)) {
      wrong.add(now + " serves an expired certificate");
    }
    if (fixture.server.serving(HOST).filter(current.tls().leaf()::equals).isEmpty()) {
      wrong.add(now + " does not serve the newest certificate");
    }
    if (fixture.publicAddresses.containsValue(fixture.duck.names.get(HOST))) {
      astraySince = null;
    } else if (astraySince == null) {
      astraySince = now;
    } else if (now.isAfter(astraySince.plus(Duration.ofMinutes(13)))) {
      wrong.add(now + " is not where its name leads");
    }
    if (fixture.router.mapped().keySet().containsAll(List.of(80, 443))) {
      unmappedSince = null;
    } else if (unmappedSince == null) {
      unmappedSince = now;
    } else if (now.isAfter(unmappedSince.plus(Duration.ofMinutes(12)))) {
      wrong.add(now + " has not mapped its ports again");
    }
    if (++looks % NOTICES_EVERY == 0) {
      readNotices();
    }
  }

  private void readNotices() {
    for (var notice : fixture.service.status().notices()) {
      if (told.isEmpty() || notice.number() > told.getLast().number()) {
        told.add(notice);
      }
    }
  }
}
