package app.gatehouse.setup;

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
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.model.status.ServiceInfo;
import app.gatehouse.model.status.StatusReport;
import app.gatehouse.problem.ProblemException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Every call is one call too many; a test overrides those it expects. */
class RefusingService implements ServiceApi {
  private static AssertionError unexpected() {
    return new AssertionError("not expected");
  }

  @Override
  public ServiceInfo info() {
    throw unexpected();
  }

  @Override
  public StatusReport status() {
    throw unexpected();
  }

  @Override
  public List<LocalApp> findApps() {
    throw unexpected();
  }

  @Override
  public LocalApp examineApp(String typed) throws ProblemException {
    throw unexpected();
  }

  @Override
  public HomeReport checkHome(
      Set<Integer> ports, @Nullable FirewallReport firewall, Consumer<? super CheckResult> seen) {
    throw unexpected();
  }

  @Override
  public HomeReport proveHome(ProofWish wish) {
    throw unexpected();
  }

  @Override
  public List<ProbeParty> probeParties() {
    return List.of();
  }

  @Override
  public PhoneVisit invitePhone(ProofWish wish) {
    throw unexpected();
  }

  @Override
  public PhoneVisit awaitPhone(int already) {
    throw unexpected();
  }

  @Override
  public void endPhone() {
    throw unexpected();
  }

  @Override
  public void leaveOut(Set<String> parties) {
    throw unexpected();
  }

  @Override
  public NameReport checkName(SiteAddress address) {
    throw unexpected();
  }

  @Override
  public Optional<URI> terms(URI directory) {
    throw unexpected();
  }

  @Override
  public String localRoot() {
    throw unexpected();
  }

  @Override
  public String setting(String name) {
    throw unexpected();
  }

  @Override
  public OperationSnapshot start(Plan plan, Credentials credentials) throws ProblemException {
    throw unexpected();
  }

  @Override
  public Optional<OperationSnapshot> operation(String id) {
    throw unexpected();
  }

  @Override
  public List<OperationSnapshot> operations() {
    throw unexpected();
  }

  @Override
  public OperationSnapshot retry(String id) {
    throw unexpected();
  }

  @Override
  public OperationSnapshot cancel(String id) {
    throw unexpected();
  }

  @Override
  public void saveDraft(Optional<Answers> answers) {
    throw unexpected();
  }

  @Override
  public Optional<Answers> draft() {
    throw unexpected();
  }

  @Override
  public boolean renew(String site, boolean force) {
    throw unexpected();
  }

  @Override
  public URI rehearse(String site) {
    throw unexpected();
  }

  @Override
  public void pause(String site, boolean paused) {
    throw unexpected();
  }

  @Override
  public void unmap() {
    throw unexpected();
  }

  @Override
  public void change(String site, SiteChange change, Credentials credentials) {
    throw unexpected();
  }

  @Override
  public void takeOffline(boolean offline) {
    throw unexpected();
  }

  @Override
  public void keepQuiet(boolean quiet) {
    throw unexpected();
  }

  @Override
  public List<NameProviderInfo> nameProviders() {
    return List.of();
  }

  @Override
  public void keepName(String host, String provider, NameLogin login) {
    throw unexpected();
  }

  @Override
  public AlertChannels alerts() {
    throw unexpected();
  }

  @Override
  public void alertByMail(
      Optional<MailChannel> channel, @Nullable String password, String language) {
    throw unexpected();
  }

  @Override
  public void alertByWebhook(Optional<URI> address, String language) {
    throw unexpected();
  }

  @Override
  public void testAlerts() {
    throw unexpected();
  }

  @Override
  public String report() {
    throw unexpected();
  }

  @Override
  public void checkNow() {
    throw unexpected();
  }

  @Override
  public void allowUser(String name) {
    throw unexpected();
  }

  @Override
  public void remove(String site) {
    throw unexpected();
  }

  @Override
  public void stop() {
    throw unexpected();
  }

  @Override
  public AutoCloseable onOperation(Consumer<OperationSnapshot> listener) {
    throw unexpected();
  }

  @Override
  public void close() {
    throw unexpected();
  }
}
