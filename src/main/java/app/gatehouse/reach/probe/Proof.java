package app.gatehouse.reach.probe;

import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.PortOutcome;
import app.gatehouse.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of trying one port from outside, in one address family.
 *
 * @param port as seen from the internet
 * @param parties on whose word the outcome rests; of an unknown one those that failed
 * @param anotherAnswers whether somebody else than this computer answered
 * @param loopback whether the same address was reached from inside
 * @param problem why nobody could be asked, null when they were
 */
public record Proof(
    int port,
    IpFamily family,
    PortOutcome outcome,
    List<String> parties,
    boolean anotherAnswers,
    Loopback loopback,
    @Nullable Problem problem) {
  public Proof {
    parties = List.copyOf(parties);
  }

  static Proof of(int port, IpFamily family, Evidence evidence, Loopback loopback) {
    return new Proof(
        port,
        family,
        evidence.outcome(),
        evidence.parties(),
        evidence.anotherAnswers(),
        loopback,
        null);
  }

  /** A phone on mobile data came through. */
  public static Proof byPhone(int port, IpFamily family) {
    return new Proof(
        port, family, PortOutcome.OPEN, List.of("phone"), false, Loopback.NOT_TRIED, null);
  }

  static Proof without(int port, IpFamily family, Problem why) {
    return new Proof(port, family, PortOutcome.UNKNOWN, List.of(), false, Loopback.NOT_TRIED, why);
  }
}
