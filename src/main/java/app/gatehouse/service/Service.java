package app.gatehouse.service;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.NameReport;
import app.gatehouse.model.plan.Answers;
import app.gatehouse.model.plan.Credentials;
import app.gatehouse.model.plan.Plan;
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.model.status.ServiceInfo;
import app.gatehouse.model.status.SiteView;
import app.gatehouse.model.status.StatusReport;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.service.job.CertificateJob;
import app.gatehouse.service.job.JobLoop;
import app.gatehouse.service.job.MappingJob;
import app.gatehouse.service.job.PortsJob;
import app.gatehouse.service.job.RenewalAttempts;
import app.gatehouse.service.operation.CertificateStep;
import app.gatehouse.service.operation.Journal;
import app.gatehouse.service.operation.MapPortsStep;
import app.gatehouse.service.operation.OpenPortsStep;
import app.gatehouse.service.operation.OperationRunner;
import app.gatehouse.service.operation.ProveStep;
import app.gatehouse.service.operation.PublishStep;
import app.gatehouse.service.part.HomeFiles;
import app.gatehouse.service.part.KnownTrouble;
import app.gatehouse.service.part.MappedPorts;
import app.gatehouse.service.part.Mappings;
import app.gatehouse.service.part.Publication;
import app.gatehouse.service.part.Sites;
import app.gatehouse.state.DraftFile;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service of one home, whose lock its maker holds. {@link #startUp} first, then everything from
 * any thread, {@link #close} last. Unlike a client's, its {@code close} ends the service.
 */
public final class Service implements ServiceApi {
  private static final Logger LOG = LoggerFactory.getLogger(Service.class);

  private final ServiceParts parts;
  private final Sites sites;
  private final Publication publication;
  private final Mappings mappings;
  private final MappedPorts ports;
  private final RenewalAttempts attempts;
  private final DraftFile draft;
  private final KnownTrouble trouble = new KnownTrouble();
  private final OperationEvents events = new OperationEvents();
  private final OperationRunner operations;
  private final Needs needs;
  private final Admission admission;
  private final CertificateJob renewals;
  private final ExecutorService threads;
  private final JobLoop jobs;
  private final SiteStates states;
  private final SiteRemoval removal;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean closing = new AtomicBoolean();

  public Service(ServiceParts parts) {
    this.parts = parts;
    var home = parts.home();
    sites = new Sites(HomeFiles.sites(home));
    publication = new Publication(sites, parts.server(), parts.certificates());
    mappings = new Mappings(HomeFiles.value(home, "mappings.json", Mappings.Kept.class));
    attempts =
        new RenewalAttempts(HomeFiles.value(home, "renewals.json", RenewalAttempts.Kept.class));
    draft = home.draftFile();
    threads = Executors.newVirtualThreadPerTaskExecutor();
    ports = new MappedPorts(parts.router(), mappings, parts.server(), parts.clock());
    operations = runner();
    needs = new Needs(sites, operations);
    admission = new Admission(parts.server(), parts.hashes(), sites);
    renewals =
        new CertificateJob(
            new CertificateJob.Rooms(
                parts.certificates(), parts.server(), publication, sites, attempts, trouble),
            site -> operations.unfinishedOf(site).isPresent(),
            parts.clock(),
            threads,
            parts.milestones());
    jobs =
        new JobLoop(
            List.of(
                new PortsJob(parts.server(), sites, trouble),
                renewals,
                new MappingJob(ports, mappings, trouble, needs::mappings, threads)),
            parts.clock(),
            parts.waiter());
    states = new SiteStates(parts, publication, trouble, this::publicPort);
    removal =
        new SiteRemoval(
            new SiteRemoval.Rooms(
                parts.server(), publication, parts.certificates(), mappings, attempts, trouble),
            ports,
            needs,
            operations,
            threads);
  }

  /** The port in a site's address. */
  private int publicPort(Site site) {
    return site.address().kind().isPublic() ? ports.publicHttpsPort() : parts.server().httpsPort();
  }

  private OperationRunner runner() {
    var server = parts.server();
    var certificates = parts.certificates();
    var steps =
        List.of(
            new OpenPortsStep(server),
            new MapPortsStep(ports, mappings),
            new CertificateStep(certificates, server, parts.milestones()),
            new PublishStep(publication),
            new ProveStep(certificates, server, parts.view(), parts.apps()));
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
  public void startUp() throws ProblemException {
    try {
      sites.load();
      mappings.load();
      attempts.load();
      sites.all().forEach(this::serve);
      operations.load();
      tidyUp();
      // Before the operations go on, so that those find the ports open; after they are known, so
      // that no job takes away what they need.
      jobs.tick();
      operations.goOn();
      jobs.start();
    } catch (ProblemException | RuntimeException e) {
      close();
      throw e;
    }
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

  @Override
  public ServiceInfo info() {
    var server = parts.server();
    return new ServiceInfo(
        parts.version(),
        ProcessHandle.current().pid(),
        parts.home().folder().toString(),
        server.httpPort(),
        server.httpsPort(),
        server.isOpen());
  }

  @Override
  public StatusReport status() {
    var problems = new ArrayList<>(parts.home().notices());
    problems.addAll(parts.certificates().notices());
    trouble.of(KnownTrouble.PORTS).ifPresent(problems::add);
    return new StatusReport(sites.all().stream().map(states::of).toList(), info(), problems);
  }

  @Override
  public List<LocalApp> findApps() throws ProblemException {
    return parts.apps().find();
  }

  @Override
  public LocalApp examineApp(String typed) throws ProblemException {
    return parts.apps().examine(typed);
  }

  @Override
  public HomeReport checkHome(Set<Integer> ports) throws ProblemException {
    return parts.homeReader().check(ports);
  }

  @Override
  public NameReport checkName(SiteAddress address) throws ProblemException {
    return parts.homeReader().checkName(address);
  }

  @Override
  public Optional<URI> terms(URI directory) throws ProblemException {
    try {
      return parts.certificates().terms(directory);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  @Override
  public String setting(String name) throws ProblemException {
    return parts.settings().value(name);
  }

  @Override
  public OperationSnapshot start(Plan plan, Credentials credentials) throws ProblemException {
    operations.requireNoneOf(plan.site().name());
    return operations.start(admission.admit(plan, credentials));
  }

  @Override
  public Optional<OperationSnapshot> operation(String id) {
    return operations.operation(id);
  }

  @Override
  public List<OperationSnapshot> operations() {
    return operations.operations();
  }

  @Override
  public OperationSnapshot retry(String id) throws ProblemException {
    return operations.retry(id);
  }

  @Override
  public OperationSnapshot cancel(String id) throws ProblemException {
    return operations.cancel(id);
  }

  @Override
  public void saveDraft(Optional<Answers> answers) throws ProblemException {
    draft.save(answers);
  }

  @Override
  public Optional<Answers> draft() throws ProblemException {
    return draft.read();
  }

  @Override
  public boolean renew(String site, boolean force) throws ProblemException {
    try {
      return renewals.renew(site, force);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  @Override
  public void pause(String site, boolean paused) throws ProblemException {
    publication.pause(site, paused);
  }

  @Override
  public void remove(String name) throws ProblemException {
    try {
      removal.remove(sites.known(name));
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static ProblemException interrupted() {
    Thread.currentThread().interrupt();
    return Problem.error(ProblemCode.CANCELLED).exception();
  }

  @Override
  public AutoCloseable onOperation(Consumer<OperationSnapshot> listener) {
    return events.subscribe(listener);
  }

  @Override
  public void stop() {
    close();
  }

  /** Blocks until the service was stopped, by whomever. */
  public void awaitEnd() throws InterruptedException {
    ended.await();
  }

  /** Ends the service: operations rest where they are, the forwarder drains. Blocks for that. */
  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    jobs.close();
    operations.close();
    threads.shutdownNow();
    parts.server().close();
    events.close();
    ended.countDown();
  }
}
