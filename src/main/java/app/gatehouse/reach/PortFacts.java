package app.gatehouse.reach;

import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.PortOutcome;
import app.gatehouse.model.network.PortReport;
import app.gatehouse.problem.Problem;
import app.gatehouse.reach.probe.Loopback;
import app.gatehouse.reach.probe.Proof;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one port in one family.
 *
 * @param proof what parties outside found
 * @param forwarding what the router says; of IPv4 only
 * @param refused why it did not forward the port, or let IPv6 in there, when it was asked to; null
 *     when it did or was not
 */
record PortFacts(Proof proof, Forwarding forwarding, @Nullable Problem refused) {

  static PortFacts unknown(int port, IpFamily family) {
    return new PortFacts(
        new Proof(port, family, PortOutcome.UNKNOWN, List.of(), false, Loopback.NOT_TRIED, null),
        Forwarding.NOT_TOLD,
        null);
  }

  int port() {
    return proof.port();
  }

  IpFamily family() {
    return proof.family();
  }

  PortOutcome outcome() {
    return proof.outcome();
  }

  /** As others are told. */
  PortReport report() {
    var by = outcome() == PortOutcome.UNKNOWN ? List.<String>of() : proof.parties();
    return new PortReport(port(), family(), outcome(), by);
  }
}
