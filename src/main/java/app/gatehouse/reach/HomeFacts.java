package app.gatehouse.reach;

import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.PortOutcome;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a verdict rests on.
 *
 * @param checks what was found inside
 * @param ports one for each wanted port and each family that this home has a public address of
 * @param routerMaps whether a router was found that forwards ports when asked
 * @param ownPublic families in which this computer itself has a public address
 * @param localAddress this computer's address in the home's network
 * @param isMappedForNow whether the router forwarded a port only while others tried it
 */
record HomeFacts(
    List<CheckResult> checks,
    List<PortFacts> ports,
    boolean routerMaps,
    Set<IpFamily> ownPublic,
    @Nullable String localAddress,
    boolean isMappedForNow) {

  Stream<PortFacts> of(IpFamily family) {
    return ports.stream().filter(port -> port.family() == family);
  }

  /** Whether every wanted port is open in that family. */
  boolean isOpen(IpFamily family) {
    return of(family).findAny().isPresent()
        && of(family).allMatch(port -> port.outcome() == PortOutcome.OPEN);
  }

  /** Whether a wanted port is known to be closed in that family. */
  boolean isClosed(IpFamily family) {
    return of(family).anyMatch(port -> port.outcome() == PortOutcome.CLOSED);
  }

  /** Whether this port is open in any family. */
  boolean isOpen(int port) {
    return ports.stream()
        .anyMatch(each -> each.port() == port && each.outcome() == PortOutcome.OPEN);
  }

  Optional<Problem> problem(ProblemCode code) {
    return problems().filter(problem -> problem.code() == code).findFirst();
  }

  Stream<Problem> problems() {
    return checks.stream().flatMap(check -> Stream.ofNullable(check.problem()));
  }

  /** What is wrong with a port in the router's table. */
  Optional<Problem> atRouter(int port) {
    return checks.stream()
        .filter(check -> check.id().equals(MappingCheck.id(port)))
        .flatMap(check -> Stream.ofNullable(check.problem()))
        .filter(Problem::isError)
        .findFirst();
  }

  /** What is wrong with a port on this computer itself. */
  Optional<Problem> onThisComputer(int port) {
    return checks.stream()
        .filter(check -> check.id().equals("port-" + port) || FirewallCheck.blocks(check, port))
        .flatMap(check -> Stream.ofNullable(check.problem()))
        .filter(Problem::isError)
        .findFirst();
  }
}
