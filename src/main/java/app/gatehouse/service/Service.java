package app.gatehouse.service;

import app.gatehouse.alert.Webhook;
import app.gatehouse.care.Report;
import app.gatehouse.cert.IssueListener;
import app.gatehouse.cert.TrustableRoot;
import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.alert.AlertChannels;
import app.gatehouse.model.alert.MailChannel;
import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.FirewallReport;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.NameLogin;
import app.gatehouse.model.network.NameProviderInfo;
import app.gatehouse.model.network.NameReport;
import app.gatehouse.model.network.PhoneVisit;
import app.gatehouse.model.network.ProbeParty;
import app.gatehouse.model.network.ProofWish;
import app.gatehouse.model.plan.Answers;
import app.gatehouse.model.plan.Credentials;
import app.gatehouse.model.plan.Plan;
import app.gatehouse.model.plan.SiteChange;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.model.status.ServiceInfo;
import app.gatehouse.model.status.StatusReport;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.service.part.KnownTrouble;
import app.gatehouse.state.DraftFile;
import app.gatehouse.state.EnrolledUsers;
import app.gatehouse.text.Redaction;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The service of one home, whose lock its maker holds. {@link #startUp} first, then everything from
 * any thread, {@link #close} last. Unlike a client's, its {@code close} ends the service.
 */
public final class Service implements ServiceApi {
  private static final Duration QUIET = Duration.ofDays(1);

  private final ServiceParts parts;
  private final Works works;
  private final Admission admission;
  private final DraftFile draft;
  private final EnrolledUsers users;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean closing = new AtomicBoolean();

  public Service(ServiceParts parts) {
    this.parts = parts;
    works = new Works(parts);
    admission = new Admission(parts.server(), parts.hashes(), works.sites, works.rehearsal);
    draft = parts.home().draftFile();
    users = parts.home().enrolledUsers();
  }

  /**
   * Serves the home's sites, goes on with what was under way and starts the jobs. A port that
   * cannot be bound does not stop it: that becomes the sites' problem and is tried again.
   *
   * @throws ProblemException {@code storage-denied}, {@code storage-full}
   */
  public void startUp() throws ProblemException {
    try {
      works.begin();
    } catch (ProblemException | RuntimeException e) {
      close();
      throw e;
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
        server.isOpen(),
        works.will.isOffline());
  }

  @Override
  public StatusReport status() {
    var problems = new ArrayList<>(parts.home().notices());
    problems.addAll(parts.certificates().notices());
    works.trouble.of(KnownTrouble.PORTS).ifPresent(problems::add);
    problems.addAll(works.trouble.under(KnownTrouble.alerts()));
    return new StatusReport(
        works.sites.all().stream().map(works.states::of).toList(),
        info(),
        problems,
        works.notices.recent(),
        works.will.quietUntil(parts.clock().instant()).orElse(null));
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
  public HomeReport checkHome(
      Set<Integer> ports, @Nullable FirewallReport firewall, Consumer<? super CheckResult> seen)
      throws ProblemException {
    return parts.homeReader().check(ports, firewall, seen);
  }

  @Override
  public HomeReport proveHome(ProofWish wish) throws ProblemException {
    if (works.will.isOffline()) {
      // Nothing is to be reachable, for a proof neither.
      return checkHome(wish.ports(), wish.firewall(), check -> {});
    }
    // Whoever asks for it was shown who will be asked.
    works.will.toldWhoIsAsked();
    var without = new HashSet<>(works.will.notToAsk().orElse(Set.of()));
    without.addAll(wish.without());
    var map = works.mayMapForNow(wish);
    try {
      return parts
          .homeReader()
          .prove(new ProofWish(wish.ports(), wish.host(), without, map, wish.firewall()));
    } finally {
      works.afterMappingForNow(map);
    }
  }

  @Override
  public List<ProbeParty> probeParties() {
    var leftOut = works.will.notToAsk().orElse(Set.of());
    return parts.homeReader().parties().stream()
        .map(party -> party.leftOut(leftOut.contains(party.id())))
        .toList();
  }

  @Override
  public PhoneVisit invitePhone(ProofWish wish) throws ProblemException {
    if (works.will.isOffline()) {
      throw Problem.error(ProblemCode.TAKEN_OFFLINE).exception();
    }
    return works.phone.invite(
        new ProofWish(
            wish.ports(), wish.host(), wish.without(), works.mayMapForNow(wish), wish.firewall()));
  }

  @Override
  public PhoneVisit awaitPhone(int already) throws ProblemException {
    return works.phone.await(already);
  }

  @Override
  public void endPhone() {
    works.phone.end();
  }

  @Override
  public void leaveOut(Set<String> parties) throws ProblemException {
    var known = new HashSet<>(parties);
    known.retainAll(parts.homeReader().parties().stream().map(ProbeParty::id).toList());
    works.will.notToAsk(known);
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
  public String localRoot() throws ProblemException {
    return TrustableRoot.readText(parts.home().certificates());
  }

  @Override
  public String setting(String name) throws ProblemException {
    return parts.settings().value(name);
  }

  @Override
  public OperationSnapshot start(Plan plan, Credentials credentials) throws ProblemException {
    requireOnline();
    works.operations.requireNoneOf(plan.site().name());
    var admitted = admission.admit(plan, credentials);
    if (plan.site().address().kind().isPublic()) {
      // What is agreed to names who will look from outside.
      works.will.toldWhoIsAsked();
      // Its forwards would be taken back under the new site.
      works.phone.end();
    }
    return works.operations.start(admitted);
  }

  @Override
  public Optional<OperationSnapshot> operation(String id) {
    return works.operations.operation(id);
  }

  @Override
  public List<OperationSnapshot> operations() {
    return works.operations.operations();
  }

  @Override
  public OperationSnapshot retry(String id) throws ProblemException {
    return works.operations.retry(id);
  }

  @Override
  public OperationSnapshot cancel(String id) throws ProblemException {
    return works.operations.cancel(id);
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
      return works.renewals.renew(site, force);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  @Override
  public URI rehearse(String site) throws ProblemException {
    requireOnline();
    try {
      return works.rehearsal.hold(works.sites.known(site), false, IssueListener.SILENT);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  @Override
  public void pause(String site, boolean paused) throws ProblemException {
    works.publication.pause(site, paused);
  }

  @Override
  public void change(String site, SiteChange change, Credentials credentials)
      throws ProblemException {
    works.operations.requireNoneOf(site);
    var known = works.sites.known(site);
    works.publication.change(
        admission.admit(known, change, credentials, () -> preset(change.app())));
    works.checkNow();
  }

  /** What cannot be looked at just now is treated as any app. */
  private String preset(@Nullable Upstream app) {
    try {
      return app == null ? LocalApp.GENERIC : parts.apps().examine(app.url()).preset();
    } catch (ProblemException e) {
      return LocalApp.GENERIC;
    }
  }

  @Override
  public void takeOffline(boolean offline) throws ProblemException {
    try {
      works.takeOffline(offline);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  @Override
  public void keepQuiet(boolean quiet) throws ProblemException {
    works.will.quietUntil(Optional.of(parts.clock().instant().plus(QUIET)).filter(_ -> quiet));
  }

  @Override
  public List<NameProviderInfo> nameProviders() {
    return works.names.providers();
  }

  @Override
  public void keepName(String host, String provider, NameLogin login) throws ProblemException {
    try {
      works.names.keep(SiteAddress.of(AddressKind.DYNAMIC_NAME, host).host(), provider, login);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  @Override
  public AlertChannels alerts() {
    return works.addresses.channels();
  }

  @Override
  public void alertByMail(Optional<MailChannel> channel, @Nullable String password, String language)
      throws ProblemException {
    if (channel.isPresent()) {
      channel.get().check();
    }
    works.addresses.mail(channel, password, language, works.notices.last());
  }

  @Override
  public void alertByWebhook(Optional<URI> address, String language) throws ProblemException {
    if (address.isPresent()) {
      Webhook.check(address.get());
    }
    works.addresses.webhook(address, language, works.notices.last());
  }

  @Override
  public void testAlerts() throws ProblemException {
    try {
      works.deliveries.test();
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  @Override
  public String report() {
    var secrets = new ArrayList<>(works.addresses.secrets());
    secrets.addAll(works.accounts.secrets());
    for (var site : works.sites.all()) {
      site.protection().users().forEach(user -> secrets.add(user.passwordHash()));
      site.protection().keys().forEach(key -> secrets.add(key.hash()));
    }
    return new Report(parts.home().folder(), new Redaction(secrets))
        .program(parts.version(), parts.clock().instant())
        .settings(parts.settings())
        .status(status())
        .files()
        .log()
        .text();
  }

  @Override
  public void checkNow() {
    works.checkNow();
  }

  @Override
  public void allowUser(String name) throws ProblemException {
    users.add(name);
  }

  @Override
  public void remove(String name) throws ProblemException {
    try {
      works.removal.remove(works.sites.known(name));
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  @Override
  public void unmap() throws ProblemException {
    try {
      works.suspend();
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** While offline no CA could look here. */
  private void requireOnline() throws ProblemException {
    if (works.will.isOffline()) {
      throw Problem.error(ProblemCode.TAKEN_OFFLINE).exception();
    }
  }

  private static ProblemException interrupted() {
    Thread.currentThread().interrupt();
    return Problem.error(ProblemCode.CANCELLED).exception();
  }

  @Override
  public AutoCloseable onOperation(Consumer<OperationSnapshot> listener) {
    return works.events.subscribe(listener);
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
    works.close();
    ended.countDown();
  }
}
