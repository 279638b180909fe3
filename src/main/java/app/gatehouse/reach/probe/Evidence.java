package app.gatehouse.reach.probe;

import app.gatehouse.model.network.PortOutcome;
import app.gatehouse.reach.probe.Testimony.Failed;
import app.gatehouse.reach.probe.Testimony.Failed.Why;
import app.gatehouse.reach.probe.Testimony.Fetched;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one port and family, and what follows from it. Pure.
 *
 * <p>Open: a party's own token was fetched from outside. That it says so is not needed where the
 * knock came from a public address, and not enough where nobody knocked. Closed: two parties tried
 * and failed, and nobody got through. Everything else is unknown.
 */
record Evidence(List<Witness> witnesses) {
  /** How many have to fail before a port counts as closed. */
  static final int FAILURES_FOR_CLOSED = 2;

  /**
   * @param party who was asked
   * @param knocked whether its token was asked for here, from wherever
   * @param fromOutside whether that came from a public address that is not ours
   * @param says null while it has not answered
   */
  record Witness(String party, boolean knocked, boolean fromOutside, @Nullable Testimony says) {

    boolean provesOpen() {
      return fromOutside || (knocked && says instanceof Fetched);
    }

    /**
     * Its token came and was answered, and still it says that it failed, or the other way round.
     */
    boolean contradictsItself() {
      return claimsToHaveFetched()
          || (says instanceof Failed && knocked)
          || (says instanceof Testimony.Nothing nothing && nothing.nonsense());
    }

    /** Without having been here. */
    boolean claimsToHaveFetched() {
      return says instanceof Fetched && !knocked;
    }

    boolean failed() {
      return says instanceof Failed && !knocked;
    }
  }

  PortOutcome outcome() {
    if (witnesses.stream().anyMatch(Witness::provesOpen)) {
      return PortOutcome.OPEN;
    }
    var failed = witnesses.stream().filter(Witness::failed).map(Witness::party).distinct().count();
    return failed >= FAILURES_FOR_CLOSED ? PortOutcome.CLOSED : PortOutcome.UNKNOWN;
  }

  /** Whether more answers could change nothing. */
  boolean isDecided() {
    return outcome() != PortOutcome.UNKNOWN;
  }

  /** Whether somebody else than this computer answered those who failed. */
  boolean anotherAnswers() {
    return witnesses.stream()
        .anyMatch(
            each -> each.says() instanceof Failed failed && failed.why() == Why.OTHER_CONTENT);
  }

  /** On whose word the outcome rests. */
  List<String> parties() {
    var outcome = outcome();
    return witnesses.stream()
        .filter(each -> outcome == PortOutcome.OPEN ? each.provesOpen() : each.failed())
        .map(Witness::party)
        .distinct()
        .toList();
  }

  List<String> untrustworthy() {
    return witnesses.stream()
        .filter(Witness::contradictsItself)
        // Where another device answers it was answered, and by whom it cannot tell.
        .filter(each -> !(anotherAnswers() && each.claimsToHaveFetched()))
        .map(Witness::party)
        .distinct()
        .toList();
  }
}
