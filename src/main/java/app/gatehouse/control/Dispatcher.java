package app.gatehouse.control;

import app.gatehouse.json.Json;
import app.gatehouse.model.network.FirewallReport;
import app.gatehouse.model.network.ProofWish;
import app.gatehouse.model.plan.Plan;
import app.gatehouse.model.plan.SiteChange;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns a request into a call of the service, and checks again what came from outside. */
final class Dispatcher {
  private static final int MOST_PORTS = 8;

  private final ServiceApi service;

  Dispatcher(ServiceApi service) {
    this.service = service;
  }

  /**
   * @param parts told what is known before the answer, from any thread, as a value to be sent as
   *     JSON
   * @return a value to be sent as JSON
   * @throws IOException when the parameters do not have the method's shape
   */
  Object call(Method method, JsonNode params, Consumer<Object> parts)
      throws ProblemException, IOException {
    return switch (method) {
      case INFO -> service.info();
      case STATUS -> service.status();
      case FIND_APPS -> new Results.Apps(service.findApps());
      case EXAMINE_APP -> service.examineApp(read(params, Params.Typed.class).text());
      case CHECK_HOME -> {
        var home = read(params, Params.Home.class);
        yield service.checkHome(home.ports(), checked(home.firewall()), parts);
      }
      case PROVE_HOME -> service.proveHome(checked(read(params, ProofWish.class)));
      case INVITE_PHONE -> service.invitePhone(checked(read(params, ProofWish.class)));
      case AWAIT_PHONE -> service.awaitPhone(read(params, Params.Knocks.class).already());
      case NAME_PROVIDERS -> new Results.NameProviders(service.nameProviders());
      case PROBE_PARTIES -> new Results.Parties(service.probeParties());
      case CHECK_NAME -> service.checkName(checked(read(params, Params.Address.class).address()));
      case TERMS ->
          new Results.Terms(
              service.terms(read(params, Params.Directory.class).directory()).orElse(null));
      case LOCAL_ROOT -> new Results.Text(service.localRoot());
      case ALERTS -> service.alerts();
      case REPORT -> new Results.Text(service.report());
      case SETTING -> new Results.Text(service.setting(read(params, Params.Name.class).name()));
      case REHEARSE ->
          new Results.Rehearsed(service.rehearse(read(params, Params.Name.class).name()));
      case DRAFT -> new Results.Draft(service.draft().orElse(null));
      case OPERATION, OPERATIONS, START, RETRY, CANCEL -> operation(method, params);
      default -> change(method, params);
    };
  }

  /** A name is one, and there are not more ports than a person would ask for. */
  private static ProofWish checked(ProofWish wish) throws ProblemException, IOException {
    if (wish.ports().isEmpty() || !arePorts(wish.ports())) {
      throw new IOException("ports");
    }
    checked(wish.firewall());
    var host = wish.host();
    return host == null
        ? wish
        : new ProofWish(
            wish.ports(),
            SiteAddress.of(AddressKind.OWN_DOMAIN, host).host(),
            wish.without(),
            wish.map(),
            wish.firewall());
  }

  /** It is shown to people and decides who is asked: names are short, ports are ports. */
  private static @Nullable FirewallReport checked(@Nullable FirewallReport report)
      throws IOException {
    if (report != null) {
      var name = report.firewall();
      if (name != null && !name.matches("[a-z]{1,16}")
          || !arePorts(report.ports().keySet())
          || report.ports().containsValue(null)
          || !arePorts(report.ours())) {
        throw new IOException("firewall");
      }
    }
    return report;
  }

  private static boolean arePorts(Set<Integer> ports) {
    return ports.size() <= MOST_PORTS
        && ports.stream().allMatch(port -> port >= 1 && port <= 65535);
  }

  private Object operation(Method method, JsonNode params) throws ProblemException, IOException {
    return switch (method) {
      case OPERATION ->
          new Results.Operation(service.operation(read(params, Params.Id.class).id()).orElse(null));
      case OPERATIONS -> new Results.Operations(service.operations());
      case START -> {
        var start = read(params, Params.Start.class);
        yield service.start(checked(start.plan()), start.credentials());
      }
      case RETRY -> service.retry(read(params, Params.Id.class).id());
      case CANCEL -> service.cancel(read(params, Params.Id.class).id());
      default -> throw new IOException("no method of operations: " + method);
    };
  }

  private Object change(Method method, JsonNode params) throws ProblemException, IOException {
    switch (method) {
      case SAVE_DRAFT ->
          service.saveDraft(Optional.ofNullable(read(params, Params.Draft.class).answers()));
      case END_PHONE -> service.endPhone();
      case LEAVE_OUT -> service.leaveOut(read(params, Params.Parties.class).parties());
      case RENEW -> {
        var renew = read(params, Params.Renew.class);
        return new Results.Renewed(service.renew(renew.site(), renew.force()));
      }
      case PAUSE -> {
        var pause = read(params, Params.Pause.class);
        service.pause(pause.site(), pause.paused());
      }
      case CHANGE -> {
        var change = read(params, Params.Change.class);
        service.change(change.site(), checked(change.change()), change.credentials());
      }
      case TAKE_OFFLINE -> service.takeOffline(read(params, Params.Switch.class).on());
      case KEEP_QUIET -> service.keepQuiet(read(params, Params.Switch.class).on());
      case KEEP_NAME -> {
        var name = read(params, Params.NameAccount.class);
        service.keepName(name.host(), name.provider(), name.login());
      }
      case ALERT_BY_MAIL -> {
        var mail = read(params, Params.Mail.class);
        service.alertByMail(Optional.ofNullable(mail.channel()), mail.password(), mail.language());
      }
      case ALERT_BY_WEBHOOK -> {
        var hook = read(params, Params.Webhook.class);
        service.alertByWebhook(Optional.ofNullable(hook.address()), hook.language());
      }
      case TEST_ALERTS -> service.testAlerts();
      case CHECK_NOW -> service.checkNow();
      case REMOVE -> service.remove(read(params, Params.Name.class).name());
      case ALLOW_USER -> service.allowUser(read(params, Params.Name.class).name());
      case UNMAP -> service.unmap();
      case STOP -> service.stop();
      default -> throw new IOException("no method that changes something: " + method);
    }
    return new Results.Done();
  }

  /** A name that came as JSON has not gone through the checks of a name that was typed. */
  private static SiteAddress checked(SiteAddress address) throws ProblemException {
    return SiteAddress.of(address.kind(), address.host());
  }

  private static SiteChange checked(SiteChange change) throws ProblemException {
    var app = change.app();
    return new SiteChange(
        app == null ? null : Upstream.of(app.url()), change.guard(), change.openConsent());
  }

  private static Plan checked(Plan plan) throws ProblemException {
    var site = plan.site();
    var app = Upstream.of(site.app().url());
    var checked =
        new Site(
            checked(site.address()),
            app,
            site.preset(),
            site.protection(),
            site.certificate(),
            site.paused());
    return new Plan(checked, plan.steps(), plan.termsAgreed());
  }

  private static <T> T read(JsonNode params, Class<T> type) throws IOException {
    return Json.PLAIN.read(params, type);
  }
}
