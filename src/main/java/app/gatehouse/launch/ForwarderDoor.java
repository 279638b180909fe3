package app.gatehouse.launch;

import app.gatehouse.cert.PassingCertificate;
import app.gatehouse.forward.Forwarder;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.probe.ProbeDoor;
import app.gatehouse.reach.probe.ProbeTokens;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Tokens are answered by the forwarder at its own ports, and by another door elsewhere. */
record ForwarderDoor(
    Forwarder forwarder, ProbeDoor elsewhere, InstantSource clock, SecureRandom random)
    implements ProbeDoor {

  @Override
  public Opened open(int port, ProbeTokens tokens) throws ProblemException {
    var isOurs =
        forwarder.isOpen() && (port == forwarder.httpPort() || port == forwarder.httpsPort());
    return isOurs
        ? forwarder.answer(tokens::answer, PassingCertificate.make(clock, random))::run
        : elsewhere.open(port, tokens);
  }
}
