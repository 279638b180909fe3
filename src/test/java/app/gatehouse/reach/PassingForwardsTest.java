package app.gatehouse.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.gatehouse.model.network.RouterInfo;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.probe.ProofRequest.Port;
import app.gatehouse.reach.router.Grant;
import app.gatehouse.reach.router.Router;
import app.gatehouse.support.Eventually;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;

class PassingForwardsTest {
  private static final List<Port> BOTH = List.of(new Port(80, 80, false), new Port(443, 443, true));

  private final Set<Integer> mapped = new ConcurrentSkipListSet<>();
  private final PassingForwards forwards = new PassingForwards(new Box());
  private boolean refuses;
  private boolean isInterrupted;

  @Test
  void takesBackWhatItMadeAndNothingElse() throws Exception {
    mapped.add(80);

    forwards.make(BOTH);
    assertThat(mapped).containsExactly(80, 443);
    assertThat(forwards.isAnyMade()).isTrue();

    forwards.close();
    assertThat(mapped).containsExactly(80);
  }

  @Test
  void leavesAloneWhatAnotherMadeSince() throws Exception {
    forwards.make(BOTH);
    forwards.close();
    mapped.addAll(List.of(80, 443));

    forwards.close();

    assertThat(mapped).as("a site was published meanwhile").containsExactly(80, 443);
  }

  @Test
  void takesBackWhatTheRouterGrantedToOneWhoWasInterrupted() {
    isInterrupted = true;

    assertThatThrownBy(() -> forwards.make(BOTH)).isInstanceOf(InterruptedException.class);
    forwards.hurry();
    forwards.close();

    Eventually.isTrue("taken back", mapped::isEmpty);
  }

  @Test
  void remembersWhyTheRouterRefused() throws Exception {
    refuses = true;

    forwards.make(BOTH);

    assertThat(forwards.isAnyMade()).isFalse();
    assertThat(forwards.refusal(443).map(Problem::code)).contains(ProblemCode.ROUTER_REFUSES);
  }

  private final class Box implements Router {
    @Override
    public boolean enabled() {
      return true;
    }

    @Override
    public Optional<RouterInfo> find() {
      throw new AssertionError("not expected");
    }

    @Override
    public Grant map(int outerPort, int innerPort, OptionalInt remembered)
        throws ProblemException, InterruptedException {
      if (refuses) {
        throw Problem.error(ProblemCode.ROUTER_REFUSES).with("port", outerPort).exception();
      }
      mapped.add(outerPort);
      if (isInterrupted) {
        throw new InterruptedException();
      }
      return new Grant(outerPort, innerPort, "192.168.1.5", null, null, true);
    }

    @Override
    public boolean leadsHere(int outerPort, int innerPort) {
      return mapped.contains(outerPort);
    }

    @Override
    public void unmap(int outerPort, OptionalInt remembered) {
      mapped.remove(outerPort);
    }
  }
}
