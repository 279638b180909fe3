package app.gatehouse.service;

import app.gatehouse.model.site.Site;
import app.gatehouse.model.status.OperationState;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.service.job.RenewalAttempts;
import app.gatehouse.service.operation.OperationRunner;
import app.gatehouse.service.part.KnownTrouble;
import app.gatehouse.service.part.MappedPorts;
import app.gatehouse.service.part.Mappings;
import app.gatehouse.service.part.SiteServer;
import app.gatehouse.service.part.Sites;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a site back; what it shares with others goes with the last that needs it. */
final class SiteRemoval {
  private static final Logger LOG = LoggerFactory.getLogger(SiteRemoval.class);

  private final SiteServer server;
  private final MappedPorts ports;
  private final BooleanSupplier portsNeeded;
  private final Sites sites;
  private final Mappings mappings;
  private final RenewalAttempts attempts;
  private final OperationRunner operations;
  private final KnownTrouble trouble;

  /**
   * @param portsNeeded whether anything needs the router's mappings
   */
  SiteRemoval(
      ServiceParts parts,
      Sites sites,
      Mappings mappings,
      MappedPorts ports,
      BooleanSupplier portsNeeded,
      RenewalAttempts attempts,
      OperationRunner operations,
      KnownTrouble trouble) {
    this.server = parts.server();
    this.ports = ports;
    this.portsNeeded = portsNeeded;
    this.sites = sites;
    this.mappings = mappings;
    this.attempts = attempts;
    this.operations = operations;
    this.trouble = trouble;
  }

  /**
   * Withdraws the site, then its file, mappings and ports; the certificate stays.
   *
   * @throws ProblemException {@code already-running} while an operation is at work on it, {@code
   *     storage-denied}
   */
  void remove(Site site) throws ProblemException, InterruptedException {
    var name = site.name();
    endOperation(name);
    server.withdraw(name);
    sites.remove(name);
    attempts.forget(name);
    trouble.over(KnownTrouble.renewal(name));
    if (site.address().kind().isPublic()) {
      unmapUnneeded();
    }
    if (sites.isEmpty() && operations.operations().stream().allMatch(o -> o.state().isFinal())) {
      server.closePorts();
    }
  }

  /** One that failed late and waits has nothing left to wait for. */
  private void endOperation(String name) throws ProblemException {
    var unfinished = operations.unfinishedOf(name);
    if (unfinished.isEmpty()) {
      return;
    }
    if (unfinished.get().state() != OperationState.FAILED) {
      throw Problem.error(ProblemCode.ALREADY_RUNNING)
          .with("name", name)
          .with("operation", unfinished.get().id())
          .variant("operation")
          .exception();
    }
    operations.cancel(unfinished.get().id());
  }

  /** The router's mappings serve all public sites together. */
  private void unmapUnneeded() throws InterruptedException {
    for (var mapping : mappings.all()) {
      try {
        ports.takeBack(mapping.outerPort(), portsNeeded);
      } catch (ProblemException e) {
        // The mapping job tries on until the lease is over.
        LOG.warn("Port {} stays mapped for now: {}", mapping.outerPort(), e.getMessage());
      }
      trouble.over(KnownTrouble.mapping(mapping.outerPort()));
    }
  }
}
