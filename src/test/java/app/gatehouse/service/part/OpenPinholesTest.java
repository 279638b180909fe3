package app.gatehouse.service.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenPinholesTest {
  private static final Inet6Address HOME = (Inet6Address) InetAddress.ofLiteral("2a44::7");

  private final MemoryFile<KeptPinholes.Kept> file = new MemoryFile<>(KeptPinholes.Kept.class);
  private final KeptPinholes kept = new KeptPinholes(file);
  private final FakeRouter router = new FakeRouter(null);
  private final FakePinholes firewall = router.pinholes;
  private Optional<Inet6Address> here = Optional.of(HOME);
  private final OpenPinholes pinholes =
      new OpenPinholes(
          router, kept, new FakeSiteServer(), () -> here, new SteppedClock("2027-01-01T00:00:00Z"));

  @Test
  void isOnDiskBeforeTheRouterIsAsked() throws Exception {
    var before = new ArrayList<List<KeptPinhole>>();
    firewall.whenAsked(() -> before.add(kept.all()));

    pinholes.open(8443, () -> true);

    assertThat(before.getFirst())
        .singleElement()
        .satisfies(asked -> assertThat(asked.granted()).isNull());
    var reread = new KeptPinholes(file);
    reread.load();
    assertThat(reread.all())
        .singleElement()
        .satisfies(known -> assertThat(known.granted().id()).isEqualTo(1));
  }

  @Test
  void keepsNothingThatTheRouterRefused() {
    firewall.refuses(Problem.error(ProblemCode.ROUTER_REFUSES));

    assertThatThrownBy(pinholes::openAll).isInstanceOf(ProblemException.class);

    assertThat(kept.all()).isEmpty();
  }

  @Test
  void doesNothingWithoutIpv6() throws Exception {
    here = Optional.empty();

    pinholes.openAll();

    assertThat(firewall.log()).isEmpty();
  }

  @Test
  void whatIsNeededStays() throws Exception {
    pinholes.openAll();

    pinholes.letGoAll(() -> true);
    pinholes.forget(kept.all().getFirst(), () -> true);

    assertThat(firewall.open()).hasSize(2);
    assertThat(kept.all()).hasSize(2);
  }

  @Test
  void aLookThatComesAfterTheLastSiteMakesNothing() throws Exception {
    pinholes.openAll();
    var known = kept.all().getFirst();
    pinholes.letGoAll(() -> false);

    pinholes.restore(known, () -> false);

    assertThat(firewall.open()).isEmpty();
    assertThat(kept.all()).isEmpty();
  }

  @Test
  void whatIsClosedForNowIsMadeAnewByTheNextLook() throws Exception {
    pinholes.openAll();

    pinholes.suspend();

    assertThat(firewall.open()).isEmpty();
    assertThat(kept.all()).hasSize(2);
    assertThat(pinholes.restore(kept.all().getFirst(), () -> true)).isTrue();
    assertThat(firewall.open()).hasSize(1);
  }
}
