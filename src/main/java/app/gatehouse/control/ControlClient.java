package app.gatehouse.control;

import app.gatehouse.json.Json;
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
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The service, spoken to over its control socket. Safe for all threads; many calls may be under way
 * at a time. A call ends with {@code service-not-reachable} when the connection breaks or the
 * service is too slow, and with {@code cancelled} when its thread is interrupted (the thread's
 * interrupt status is then set again). A broken connection stays broken: connect anew.
 */
public final class ControlClient implements ServiceApi {
  private final Conversation service;

  private ControlClient(Conversation service) {
    this.service = service;
  }

  /**
   * Connects and agrees on the version. Blocks for at most ten seconds.
   *
   * @param socket from {@link ControlSocket#of}
   * @throws ProblemException {@code service-not-reachable}, with the variant {@code version} or
   *     {@code busy} when the service said so; {@code no-permission} when another user listens
   *     there
   */
  public static ControlClient connect(Path socket) throws ProblemException {
    return connect(socket, Optional.empty());
  }

  /**
   * The same for an installed service.
   *
   * @param account the name of the service's own account, which alone may listen there
   */
  public static ControlClient connect(Path socket, String account) throws ProblemException {
    return connect(socket, Optional.of(account));
  }

  private static ControlClient connect(Path socket, Optional<String> account)
      throws ProblemException {
    return new ControlClient(Conversation.open(socket, account, ControlLimits.STANDARD));
  }

  @Override
  public ServiceInfo info() throws ProblemException {
    return ask(Method.INFO, new Params.None(), ServiceInfo.class);
  }

  @Override
  public StatusReport status() throws ProblemException {
    return ask(Method.STATUS, new Params.None(), StatusReport.class);
  }

  @Override
  public List<LocalApp> findApps() throws ProblemException {
    return ask(Method.FIND_APPS, new Params.None(), Results.Apps.class).apps();
  }

  @Override
  public LocalApp examineApp(String typed) throws ProblemException {
    return ask(Method.EXAMINE_APP, new Params.Typed(typed), LocalApp.class);
  }

  @Override
  public HomeReport checkHome(
      Set<Integer> ports, @Nullable FirewallReport firewall, Consumer<? super CheckResult> seen)
      throws ProblemException {
    return ask(
        Method.CHECK_HOME,
        new Params.Home(ports, firewall),
        HomeReport.class,
        part -> seen.accept(read(part, CheckResult.class)));
  }

  @Override
  public HomeReport proveHome(ProofWish wish) throws ProblemException {
    return ask(Method.PROVE_HOME, wish, HomeReport.class);
  }

  @Override
  public List<ProbeParty> probeParties() throws ProblemException {
    return ask(Method.PROBE_PARTIES, new Params.None(), Results.Parties.class).parties();
  }

  @Override
  public PhoneVisit invitePhone(ProofWish wish) throws ProblemException {
    return ask(Method.INVITE_PHONE, wish, PhoneVisit.class);
  }

  @Override
  public PhoneVisit awaitPhone(int already) throws ProblemException {
    return ask(Method.AWAIT_PHONE, new Params.Knocks(already), PhoneVisit.class);
  }

  @Override
  public void endPhone() throws ProblemException {
    ask(Method.END_PHONE, new Params.None(), Results.Done.class);
  }

  @Override
  public void leaveOut(Set<String> parties) throws ProblemException {
    ask(Method.LEAVE_OUT, new Params.Parties(parties), Results.Done.class);
  }

  @Override
  public NameReport checkName(SiteAddress address) throws ProblemException {
    return ask(Method.CHECK_NAME, new Params.Address(address), NameReport.class);
  }

  @Override
  public Optional<URI> terms(URI directory) throws ProblemException {
    var terms = ask(Method.TERMS, new Params.Directory(directory), Results.Terms.class);
    return Optional.ofNullable(terms.terms());
  }

  @Override
  public String localRoot() throws ProblemException {
    return ask(Method.LOCAL_ROOT, new Params.None(), Results.Text.class).text();
  }

  @Override
  public String setting(String name) throws ProblemException {
    return ask(Method.SETTING, new Params.Name(name), Results.Text.class).text();
  }

  @Override
  public OperationSnapshot start(Plan plan, Credentials credentials) throws ProblemException {
    return ask(Method.START, new Params.Start(plan, credentials), OperationSnapshot.class);
  }

  @Override
  public Optional<OperationSnapshot> operation(String id) throws ProblemException {
    var found = ask(Method.OPERATION, new Params.Id(id), Results.Operation.class);
    return Optional.ofNullable(found.operation());
  }

  @Override
  public List<OperationSnapshot> operations() throws ProblemException {
    return ask(Method.OPERATIONS, new Params.None(), Results.Operations.class).operations();
  }

  @Override
  public OperationSnapshot retry(String id) throws ProblemException {
    return ask(Method.RETRY, new Params.Id(id), OperationSnapshot.class);
  }

  @Override
  public OperationSnapshot cancel(String id) throws ProblemException {
    return ask(Method.CANCEL, new Params.Id(id), OperationSnapshot.class);
  }

  @Override
  public void saveDraft(Optional<Answers> answers) throws ProblemException {
    ask(Method.SAVE_DRAFT, new Params.Draft(answers.orElse(null)), Results.Done.class);
  }

  @Override
  public Optional<Answers> draft() throws ProblemException {
    var draft = ask(Method.DRAFT, new Params.None(), Results.Draft.class);
    return Optional.ofNullable(draft.answers());
  }

  @Override
  public boolean renew(String site, boolean force) throws ProblemException {
    return ask(Method.RENEW, new Params.Renew(site, force), Results.Renewed.class).renewed();
  }

  @Override
  public URI rehearse(String site) throws ProblemException {
    return ask(Method.REHEARSE, new Params.Name(site), Results.Rehearsed.class).directory();
  }

  @Override
  public void pause(String site, boolean paused) throws ProblemException {
    ask(Method.PAUSE, new Params.Pause(site, paused), Results.Done.class);
  }

  @Override
  public void change(String site, SiteChange change, Credentials credentials)
      throws ProblemException {
    ask(Method.CHANGE, new Params.Change(site, change, credentials), Results.Done.class);
  }

  @Override
  public void takeOffline(boolean offline) throws ProblemException {
    ask(Method.TAKE_OFFLINE, new Params.Switch(offline), Results.Done.class);
  }

  @Override
  public void keepQuiet(boolean quiet) throws ProblemException {
    ask(Method.KEEP_QUIET, new Params.Switch(quiet), Results.Done.class);
  }

  @Override
  public List<NameProviderInfo> nameProviders() throws ProblemException {
    return ask(Method.NAME_PROVIDERS, new Params.None(), Results.NameProviders.class).providers();
  }

  @Override
  public void keepName(String host, String provider, NameLogin login) throws ProblemException {
    ask(Method.KEEP_NAME, new Params.NameAccount(host, provider, login), Results.Done.class);
  }

  @Override
  public AlertChannels alerts() throws ProblemException {
    return ask(Method.ALERTS, new Params.None(), AlertChannels.class);
  }

  @Override
  public void alertByMail(Optional<MailChannel> channel, @Nullable String password, String language)
      throws ProblemException {
    ask(
        Method.ALERT_BY_MAIL,
        new Params.Mail(channel.orElse(null), password, language),
        Results.Done.class);
  }

  @Override
  public void alertByWebhook(Optional<URI> address, String language) throws ProblemException {
    ask(
        Method.ALERT_BY_WEBHOOK,
        new Params.Webhook(address.orElse(null), language),
        Results.Done.class);
  }

  @Override
  public void testAlerts() throws ProblemException {
    ask(Method.TEST_ALERTS, new Params.None(), Results.Done.class);
  }

  @Override
  public String report() throws ProblemException {
    return ask(Method.REPORT, new Params.None(), Results.Text.class).text();
  }

  @Override
  public void checkNow() throws ProblemException {
    ask(Method.CHECK_NOW, new Params.None(), Results.Done.class);
  }

  @Override
  public void allowUser(String name) throws ProblemException {
    ask(Method.ALLOW_USER, new Params.Name(name), Results.Done.class);
  }

  @Override
  public void remove(String site) throws ProblemException {
    ask(Method.REMOVE, new Params.Name(site), Results.Done.class);
  }

  @Override
  public void unmap() throws ProblemException {
    ask(Method.UNMAP, new Params.None(), Results.Done.class);
  }

  @Override
  public void stop() throws ProblemException {
    var reachable = service.isOpen();
    try {
      ask(Method.STOP, new Params.None(), Results.Done.class);
    } catch (ProblemException e) {
      // A service that ends may hang up before it has answered; that is the answer, too.
      var ended = reachable && !service.isOpen();
      if (!ended || e.problem().code() != ProblemCode.SERVICE_NOT_REACHABLE) {
        throw e;
      }
    }
  }

  @Override
  public AutoCloseable onOperation(Consumer<OperationSnapshot> listener) throws ProblemException {
    var subscription = service.subscribe(listener);
    try {
      ask(Method.SUBSCRIBE, new Params.None(), Results.Done.class);
    } catch (ProblemException e) {
      subscription.close();
      throw e;
    }
    return subscription;
  }

  @Override
  public void close() {
    service.close();
  }

  private <T> T ask(Method method, Object params, Class<T> type) throws ProblemException {
    return ask(method, params, type, part -> {});
  }

  private <T> T ask(Method method, Object params, Class<T> type, Conversation.Parts parts)
      throws ProblemException {
    try {
      return read(service.ask(method, Json.PLAIN.tree(params), parts), type);
    } catch (IOException e) {
      throw Conversation.notReachable(e);
    }
  }

  private static <T> T read(JsonNode value, Class<T> type) throws IOException {
    return Json.PLAIN.read(value, type);
  }
}
