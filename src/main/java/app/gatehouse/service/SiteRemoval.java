package app.gatehouse.service;

import app.gatehouse.model.site.Site;
import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.model.status.OperationState;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.service.job.JobRecords;
import app.gatehouse.service.name.NameAccounts;
import app.gatehouse.service.operation.OperationRunner;
import app.gatehouse.service.part.CertificateSource;
import app.gatehouse.service.part.KnownTrouble;
import app.gatehouse.service.part.MappedPorts;
import app.gatehouse.service.part.Mappings;
import app.gatehouse.service.part.OpenPinholes;
import app.gatehouse.service.part.Publication;
import app.gatehouse.service.part.SiteServer;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a site back; what it shares with others goes with the last that needs it. */
final class SiteRemoval {
  private static final Logger LOG = LoggerFactory.getLogger(SiteRemoval.class);

  private final Rooms rooms;
  private final MappedPorts ports;
  private final OpenPinholes pinholes;
  private final Needs needs;
  private final OperationRunner operations;
  private final Executor executor;

  /** What is kept of a site, and where. */
  record Rooms(
      SiteServer server,
      Publication publication,
      CertificateSource certificates,
      Mappings mappings,
      JobRecords records,
      NameAccounts accounts,
      KnownTrouble trouble) {}

  /**
   * @param executor for what may have to wait for a CA
   */
  SiteRemoval(
      Rooms rooms,
      MappedPorts ports,
      OpenPinholes pinholes,
      Needs needs,
      OperationRunner operations,
      Executor executor) {
    this.rooms = rooms;
    this.ports = ports;
    this.pinholes = pinholes;
    this.needs = needs;
    this.operations = operations;
    this.executor = executor;
  }

  /**
   * Takes the site back, then what else is there of it: the order under way, mappings and ports;
   * the certificate stays. Once the site itself has gone nothing refuses any more: what cannot be
   * tidied up now is, later, by the jobs and the next start.
   *
   * @throws ProblemException {@code already-running} while an operation is at work on it, {@code
   *     storage-denied}; nothing has changed then
   */
  void remove(Site site) throws ProblemException, InterruptedException {
    var name = site.name();
    var waiting = waitingOperation(name);
    rooms.publication().withdraw(name);
    if (waiting.isPresent()) {
      // It failed late and has nothing left to wait for.
      operations.cancel(waiting.get().id());
    }
    executor.execute(() -> tidily("its order", () -> rooms.certificates().discardPending(name)));
    rooms.records().forget(name);
    tidily("the account of its name", () -> rooms.accounts().forget(name));
    rooms.trouble().over(KnownTrouble.renewal(name));
    rooms.trouble().over(KnownTrouble.served(name));
    rooms.trouble().over(KnownTrouble.name(name));
    if (site.address().kind().isPublic()) {
      unmapUnneeded();
    }
    if (!needs.ports()) {
      rooms.server().closePorts();
    }
  }

  private Optional<OperationSnapshot> waitingOperation(String name) throws ProblemException {
    var unfinished = operations.unfinishedOf(name);
    if (unfinished.isPresent() && unfinished.get().state() != OperationState.FAILED) {
      throw Problem.error(ProblemCode.ALREADY_RUNNING)
          .with("name", name)
          .with("operation", unfinished.get().id())
          .variant("operation")
          .exception();
    }
    return unfinished;
  }

  private interface Work {
    void run() throws ProblemException;
  }

  private static void tidily(String what, Work work) {
    try {
      work.run();
    } catch (ProblemException e) {
      LOG.warn("The site is removed, but not {}: {}", what, e.getMessage());
    }
  }

  /** The router's mappings and pinholes serve all public sites together. */
  private void unmapUnneeded() throws InterruptedException {
    var kept = rooms.mappings().all();
    ports.takeBackAll(needs::mappings);
    kept.forEach(mapping -> rooms.trouble().over(KnownTrouble.mapping(mapping.outerPort())));
    pinholes.letGoAll(needs::mappings);
    pinholes.ports().forEach(port -> rooms.trouble().over(KnownTrouble.pinhole(port)));
  }
}
