package app.gatehouse.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.probe.ProofRequest.Port;
import app.gatehouse.reach.router.Pinhole;
import app.gatehouse.reach.router.Pinholes;
import app.gatehouse.support.Eventually;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PassingPinholesTest {
  private static final List<Port> BOTH = List.of(new Port(80, 80, false), new Port(443, 443, true));
  private static final Inet6Address HOME = (Inet6Address) InetAddress.ofLiteral("2a44::7");

  private final Set<Integer> open = new ConcurrentSkipListSet<>();
  private final List<Integer> asked = new ArrayList<>();
  private final PassingPinholes pinholes = new PassingPinholes(new Firewall(), Optional.of(HOME));
  private @Nullable ProblemCode refusal;
  private boolean isInterrupted;

  @Test
  void closesWhatItOpened() throws Exception {
    pinholes.make(BOTH);
    assertThat(open).containsExactly(80, 443);

    pinholes.close();
    assertThat(open).isEmpty();
  }

  @Test
  void leavesAloneWhatAnotherOpenedSince() throws Exception {
    pinholes.make(BOTH);
    pinholes.close();
    open.addAll(List.of(80, 443));

    pinholes.close();

    assertThat(open).as("a site was published meanwhile").containsExactly(80, 443);
  }

  @Test
  void asksForNothingThatLeadsNowhere() throws Exception {
    pinholes.make(List.of(new Port(443, 8443, true)));
    var without = new PassingPinholes(new Firewall(), Optional.empty());
    without.make(BOTH);

    assertThat(asked).isEmpty();
  }

  @Test
  void closesWhatTheRouterGrantedToOneWhoWasInterrupted() {
    isInterrupted = true;

    assertThatThrownBy(() -> pinholes.make(BOTH)).isInstanceOf(InterruptedException.class);
    assertThat(open).hasSize(1);
    isInterrupted = false;
    pinholes.hurry();
    pinholes.close();

    Eventually.isTrue("closed", open::isEmpty);
  }

  @Test
  void remembersWhyTheRouterRefused() throws Exception {
    refusal = ProblemCode.ROUTER_REFUSES;

    pinholes.make(BOTH);

    assertThat(asked).containsExactly(80, 443);
    assertThat(pinholes.isAnyMade()).isFalse();
    assertThat(pinholes.refusal(443).map(Problem::code)).contains(ProblemCode.ROUTER_REFUSES);
    pinholes.close();
    assertThat(asked).as("nothing to take back").containsExactly(80, 443);
  }

  @Test
  void searchesOnceWhereNobodyAnswers() throws Exception {
    refusal = ProblemCode.ROUTER_NOT_FOUND;

    pinholes.make(BOTH);

    assertThat(asked).containsExactly(80);
    assertThat(pinholes.refusal(443).map(Problem::code)).contains(ProblemCode.ROUTER_NOT_FOUND);
  }

  private final class Firewall implements Pinholes {
    @Override
    public Pinhole open(Inet6Address local, int port)
        throws ProblemException, InterruptedException {
      asked.add(port);
      if (refusal != null) {
        throw Problem.error(refusal).with("port", port).exception();
      }
      open.add(port);
      if (isInterrupted) {
        throw new InterruptedException();
      }
      return new Pinhole("2a44::7", port, "pcp", null, Duration.ofHours(1));
    }

    @Override
    public Pinhole keep(Pinhole pinhole) {
      throw new AssertionError("not expected");
    }

    @Override
    public boolean isOpen(Pinhole pinhole) {
      throw new AssertionError("not expected");
    }

    @Override
    public void close(Pinhole pinhole) {
      open.remove(pinhole.port());
    }
  }
}
