package app.gatehouse.reach.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.gatehouse.problem.ProblemException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Habits of firewalls that no router of the lab has. */
class UpnpPinholesTest {
  private static final Inet6Address HOME = (Inet6Address) InetAddress.ofLiteral("2a44::7");
  private static final Pinhole KEPT =
      new Pinhole("2a44::7", 443, "upnp-igd2", 7, Duration.ofHours(1));

  @Test
  void asksNoFurtherWhereNobodyMayOpenAnything() {
    try (var igd =
        new FakeIgd(
            (action, body) -> FakeIgd.done("<InboundPinholeAllowed>0</InboundPinholeAllowed>"))) {
      assertRefused(() -> pinholes(igd).open(443, Optional.empty()), "InboundPinholeAllowed is 0");
      assertThat(igd.asked()).containsExactly("/control GetFirewallStatus");
    }
  }

  @Test
  void doesNotBelieveAFirewallThatGivesNoNumber() {
    try (var igd = new FakeIgd((action, body) -> FakeIgd.done(""))) {
      assertRefused(() -> pinholes(igd).open(443, Optional.empty()), "granted without a number");
    }
  }

  @Test
  void doesNotBelieveAFirewallThatDoesNotKnowItsOwnPinhole() {
    try (var igd =
        new FakeIgd(
            (action, body) ->
                action.equals("GetPinholePackets")
                    ? FakeIgd.refused(704)
                    : FakeIgd.done("<UniqueID>7</UniqueID>"))) {
      assertRefused(
          () -> pinholes(igd).open(443, Optional.empty()), "granted, but read back as nothing");
    }
  }

  @Test
  void opensAnewWhatCannotBeRenewed() throws Exception {
    try (var igd =
        new FakeIgd(
            (action, body) ->
                action.equals("UpdatePinhole")
                    ? FakeIgd.refused(704)
                    : FakeIgd.done("<UniqueID>9</UniqueID>"))) {
      assertThat(pinholes(igd).open(443, Optional.of(KEPT)).id()).isEqualTo(9);
    }
  }

  @Test
  void saysThatAPinholeStays() {
    try (var igd =
        new FakeIgd(
            (action, body) ->
                action.equals("DeletePinhole") ? FakeIgd.refused(606) : FakeIgd.done(""))) {
      assertRefused(() -> pinholes(igd).close(KEPT), "UPnP error 606 No");
    }
  }

  private static void assertRefused(ThrowingCallable call, String detail) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code().wireName()).isEqualTo("router-refuses");
              assertThat(e.problem().detail()).isEqualTo(detail);
            });
  }

  private static UpnpPinholes pinholes(FakeIgd igd) {
    return new UpnpPinholes(igd.gateway(), HOME);
  }
}
