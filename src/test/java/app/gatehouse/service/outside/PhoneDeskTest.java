package app.gatehouse.service.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.FirewallReport;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.NameReport;
import app.gatehouse.model.network.PhoneVisit;
import app.gatehouse.model.network.ProbeParty;
import app.gatehouse.model.network.ProofWish;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.Homes;
import app.gatehouse.reach.PhoneTry;
import app.gatehouse.service.part.HomeReader;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PhoneDeskTest {
  private static final ProofWish WISH = new ProofWish(Set.of(80, 443), null, Set.of(), false);

  private final AtomicInteger open = new AtomicInteger();
  private Runnable whileInvited = () -> {};
  private Runnable whenTimeIsUp = () -> {};

  private final PhoneDesk desk =
      new PhoneDesk(new Home(), time -> {}, timer -> whenTimeIsUp = timer);

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  @Test
  void waitsUntilItIsEnded() throws ProblemException {
    assertThat(desk.invite(WISH).links()).hasSize(2);
    assertThat(open).hasValue(2);

    desk.end();

    assertThat(open).hasValue(0);
    assertThat(refusal(() -> desk.await(0))).isEqualTo(ProblemCode.CANCELLED);
  }

  @Test
  void endsByItselfWhenNobodyCares() throws ProblemException {
    desk.invite(WISH);

    whenTimeIsUp.run();

    assertThat(open).hasValue(0);
    assertThat(desk.await(0).over()).isTrue();
  }

  @Test
  void waitsForOneAtATime() throws ProblemException {
    desk.invite(WISH);
    desk.invite(WISH);
    assertThat(open).hasValue(2);
  }

  /** Whoever leaves the page while the ports are being opened leaves none open behind. */
  @Test
  void opensNothingForWhoeverHasLeftMeanwhile() {
    whileInvited = desk::end;

    assertThat(refusal(() -> desk.invite(WISH))).isEqualTo(ProblemCode.CANCELLED);

    assertThat(open).hasValue(0);
    assertThat(refusal(() -> desk.await(0))).isEqualTo(ProblemCode.CANCELLED);
  }

  @Test
  void opensNothingForACallThatWasBrokenOff() {
    whileInvited = () -> Thread.currentThread().interrupt();

    assertThat(refusal(() -> desk.invite(WISH))).isEqualTo(ProblemCode.CANCELLED);

    assertThat(open).hasValue(0);
  }

  private interface Call {
    PhoneVisit make() throws ProblemException;
  }

  private static ProblemCode refusal(Call call) {
    return catchThrowableOfType(ProblemException.class, call::make).problem().code();
  }

  private final class Home implements HomeReader {
    @Override
    public PhoneTry invitePhone(ProofWish wish) throws ProblemException {
      var begun =
          Homes.phone(
              (port, tokens) -> {
                open.incrementAndGet();
                return open::decrementAndGet;
              },
              List.copyOf(wish.ports()));
      whileInvited.run();
      return begun;
    }

    @Override
    public HomeReport check(
        Set<Integer> ports, @Nullable FirewallReport firewall, Consumer<? super CheckResult> seen) {
      throw new AssertionError("not expected");
    }

    @Override
    public HomeReport prove(ProofWish wish) {
      throw new AssertionError("not expected");
    }

    @Override
    public List<ProbeParty> parties() {
      throw new AssertionError("not expected");
    }

    @Override
    public NameReport checkName(SiteAddress address) {
      throw new AssertionError("not expected");
    }

    @Override
    public Map<IpFamily, InetAddress> publicAddresses() {
      throw new AssertionError("not expected");
    }

    @Override
    public Optional<Inet6Address> publicIpv6() {
      return Optional.empty();
    }

    @Override
    public String network() {
      throw new AssertionError("not expected");
    }
  }
}
