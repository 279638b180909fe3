package app.gatehouse.service;

import app.gatehouse.model.network.ProofWish;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.status.SiteView;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.service.alert.AlertAddresses;
import app.gatehouse.service.alert.AlertJob;
import app.gatehouse.service.alert.Deliveries;
import app.gatehouse.service.alert.DeliveryJob;
import app.gatehouse.service.alert.Notices;
import app.gatehouse.service.job.AppJob;
import app.gatehouse.service.job.CertificateJob;
import app.gatehouse.service.job.JobLoop;
import app.gatehouse.service.job.JobRecords;
import app.gatehouse.service.job.MappingJob;
import app.gatehouse.service.job.PinholeJob;
import app.gatehouse.service.job.PortsJob;
import app.gatehouse.service.job.ServedJob;
import app.gatehouse.service.name.NameAccounts;
import app.gatehouse.service.name.NameJob;
import app.gatehouse.service.name.Names;
import app.gatehouse.service.operation.CertificateStep;
import app.gatehouse.service.operation.Journal;
import app.gatehouse.service.operation.MapPortsStep;
import app.gatehouse.service.operation.OpenPortsStep;
import app.gatehouse.service.operation.OperationRunner;
import app.gatehouse.service.operation.ProveStep;
import app.gatehouse.service.operation.PublishStep;
import app.gatehouse.service.operation.RehearseStep;
import app.gatehouse.service.outside.OutsideJob;
import app.gatehouse.service.outside.OutsideLook;
import app.gatehouse.service.outside.PhoneDesk;
import app.gatehouse.service.part.HomeFiles;
import app.gatehouse.service.part.KeptPinholes;
import app.gatehouse.service.part.KnownTrouble;
import app.gatehouse.service.part.MappedPorts;
import app.gatehouse.service.part.Mappings;
import app.gatehouse.service.part.OpenPinholes;
import app.gatehouse.service.part.OwnersWill;
import app.gatehouse.service.part.Publication;
import app.gatehouse.service.part.Rehearsal;
import app.gatehouse.service.part.ServedCheck;
import app.gatehouse.service.part.Sites;
import app.gatehouse.service.part.SwitchedServer;
import app.gatehouse.state.NameFile;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is at work inside a service: what is known of the home, the operations and the jobs, wired
 * with each other. {@link #begin} first, {@link #close} last.
 */
final class Works implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Works.class);

  final Sites sites;
  final Publication publication;
  final KnownTrouble trouble = new KnownTrouble();
  final OperationEvents events = new OperationEvents();
  final OperationRunner operations;
  final CertificateJob renewals;
  final SiteStates states;
  final SiteRemoval removal;
  final MappedPorts ports;
  final OpenPinholes pinholes;
  final OwnersWill will;
  final Notices notices;
  final AlertAddresses addresses;
  final NameAccounts accounts;
  final Names names;
  final Rehearsal rehearsal;
  final Deliveries deliveries;
  final PhoneDesk phone;
  private final ServiceParts parts;
  private final SwitchedServer server;
  private final Mappings mappings;
  private final KeptPinholes kept;
  private final JobRecords records;
  private final Needs needs;
  private final ServedCheck served;
  private final OutsideLook outside;
  private final OutsideJob outsideJob;
  private final ExecutorService threads;
  private final JobLoop jobs;

  Works(ServiceParts parts) {
    this.parts = parts;
    threads = parts.threads();
    var home = parts.home();
    will = new OwnersWill(HomeFiles.value(home, "owner.json", OwnersWill.Kept.class));
    server = new SwitchedServer(parts.server(), will);
    sites = new Sites(HomeFiles.sites(home));
    publication = new Publication(sites, server, parts.certificates());
    mappings = new Mappings(HomeFiles.value(home, "mappings.json", Mappings.Kept.class));
    notices = new Notices(HomeFiles.value(home, "notices.json", Notices.Kept.class));
    accounts =
        new NameAccounts(
            HomeFiles.value(
                home, NameFile.NAME, NameAccounts.Kept.class, NameFile.SCHEMA, NameFile.MIGRATION));
    names = new Names(accounts, parts.names(), parts.homeReader(), parts.clock());
    addresses = new AlertAddresses(HomeFiles.value(home, "alerts.json", AlertAddresses.Kept.class));
    deliveries = new Deliveries(addresses, notices, parts.alerts(), ZoneId.systemDefault());
    records = new JobRecords(HomeFiles.value(home, "jobs.json", JobRecords.Kept.class));
    ports = new MappedPorts(parts.router(), mappings, server, parts.clock());
    kept = new KeptPinholes(HomeFiles.value(home, "pinholes.json", KeptPinholes.Kept.class));
    pinholes =
        new OpenPinholes(
            parts.router(), kept, server, parts.homeReader()::publicIpv6, parts.clock());
    served = new ServedCheck(parts.certificates(), server, parts.view());
    outside = new OutsideLook(parts.homeReader(), will, records, this::publicPort, parts.clock());
    phone = new PhoneDesk(parts.homeReader(), parts.waiter(), threads);
    rehearsal =
        new Rehearsal(parts.certificates(), server, parts.settings().acmeRehearsalDirectory());
    operations = runner();
    needs = new Needs(sites, operations, will);
    renewals =
        new CertificateJob(
            new CertificateJob.Rooms(
                parts.certificates(), server, publication, sites, records, trouble),
            this::isNotToBeRenewed,
            parts.clock(),
            threads,
            parts.milestones());
    var apps = new AppJob(parts.apps(), sites, records, threads);
    var looks = new ServedJob(served, sites, trouble, records, this::isNotToBeSeen, threads);
    var router = new MappingJob(ports, mappings, trouble, records, needs::mappings, threads);
    var firewall =
        new PinholeJob(
            new PinholeJob.Rooms(
                pinholes, kept, trouble, records, needs::mappings, needs::pinholes),
            threads);
    var namesJob =
        new NameJob(
            new NameJob.Rooms(names, parts.homeReader(), sites, records, trouble),
            will::isOffline,
            parts.random(),
            threads);
    outsideJob =
        new OutsideJob(
            new OutsideJob.Rooms(outside, sites, trouble, records, this::isNotToBeSeen),
            parts.random(),
            threads);
    states =
        new SiteStates(
            parts,
            new SiteStates.Rooms(
                publication,
                trouble,
                will,
                List.of(renewals, looks, outsideJob, namesJob, router, firewall, apps)),
            apps::isUp,
            this::publicPort);
    var alerts = new AlertJob(sites, states::watched, this::isWorkedOn, will, notices);
    jobs =
        new JobLoop(
            List.of(
                new PortsJob(server, sites, trouble),
                renewals,
                apps,
                looks,
                router,
                firewall,
                namesJob,
                outsideJob,
                alerts,
                new DeliveryJob(deliveries, trouble, threads)),
            parts.homeReader()::network,
            parts.clock(),
            parts.waiter());
    removal =
        new SiteRemoval(
            new SiteRemoval.Rooms(
                server, publication, parts.certificates(), mappings, records, accounts, trouble),
            ports,
            pinholes,
            needs,
            operations,
            threads);
  }

  /** The port in a site's address. */
  private int publicPort(Site site) {
    return site.address().kind().isPublic() ? ports.publicHttpsPort() : server.httpsPort();
  }

  private boolean isWorkedOn(String site) {
    return operations.unfinishedOf(site).filter(o -> o.state().isActive()).isPresent();
  }

  /** While offline no CA could look here. */
  private boolean isNotToBeRenewed(String site) {
    return will.isOffline() || isWorkedOn(site);
  }

  /** Whatever the reason, it is said elsewhere or wanted so. */
  private boolean isNotToBeSeen(String site) {
    return !server.isOpen()
        || isWorkedOn(site)
        || sites.find(site).filter(Site::paused).isPresent()
        || server.serving(site).isEmpty();
  }

  private OperationRunner runner() {
    var certificates = parts.certificates();
    var steps =
        List.of(
            new OpenPortsStep(server),
            new MapPortsStep(ports, mappings, pinholes),
            new RehearseStep(rehearsal),
            new CertificateStep(certificates, server, parts.milestones()),
            new PublishStep(publication),
            new ProveStep(served, parts.apps(), outside));
    return new OperationRunner(
        steps,
        Journal.of(parts.home()),
        plan -> SiteView.of(plan.site(), publicPort(plan.site())),
        events::tell,
        sites::all,
        parts.random());
  }

  /**
   * Serves the home's sites, goes on with what was under way and starts the jobs. A port that
   * cannot be bound does not stop it: that becomes the sites' problem and is tried again.
   *
   * @throws ProblemException {@code storage-denied}, {@code storage-full}
   */
  void begin() throws ProblemException {
    will.load();
    sites.load();
    mappings.load();
    kept.load();
    records.load();
    notices.load();
    addresses.load();
    accounts.load();
    renewals.recall();
    outsideJob.recall();
    sites.all().forEach(this::serve);
    operations.load();
    tidyUp();
    // Before the operations go on, so that those find the ports open; after they are known, so that
    // no job takes away what they need.
    jobs.tick();
    operations.goOn();
    jobs.start();
  }

  /**
   * @throws ProblemException as {@link SwitchedServer#takeOffline}
   */
  void takeOffline(boolean offline) throws ProblemException, InterruptedException {
    server.takeOffline(offline);
    if (offline) {
      phone.end();
      ports.takeBackAll(needs::mappings);
      pinholes.letGoAll(needs::mappings);
    }
    checkNow();
  }

  /**
   * As {@link MappedPorts#suspend}, in both families. Both are tried, whatever becomes of the
   * other.
   */
  void suspend() throws ProblemException, InterruptedException {
    try {
      ports.suspend();
    } finally {
      pinholes.suspend();
    }
  }

  /** Whether the router is to forward ports for a proof: not those that are forwarded anyway. */
  boolean mayMapForNow(ProofWish wish) {
    return wish.map() && !needs.mappings();
  }

  /** A site may have been begun meanwhile: what it needs must not go with the proof. */
  void afterMappingForNow(boolean mapped) {
    if (mapped && needs.mappings()) {
      checkNow();
    }
  }

  /** Returns at once. */
  void checkNow() {
    threads.execute(jobs::lookAgain);
  }

  /** What was begun when the process ended, and nobody goes on with. */
  private void tidyUp() {
    try {
      parts.certificates().tidyUp(needs.hosts());
    } catch (ProblemException e) {
      LOG.warn("What a crash left of certificates stays for now: {}", e.getMessage());
    }
  }

  private void serve(Site site) {
    try {
      if (!publication.refresh(site.name())) {
        LOG.warn("{} has no certificate and waits for one", site.name());
      }
    } catch (ProblemException e) {
      LOG.warn("{} cannot be served: {}", site.name(), e.getMessage());
    }
  }

  /** Operations rest where they are, the forwarder drains. Blocks for that. */
  @Override
  public void close() {
    jobs.close();
    phone.close();
    operations.close();
    threads.shutdownNow();
    server.close();
    events.close();
  }
}
