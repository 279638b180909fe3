package app.gatehouse.control;

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

/**
 * What a client may ask of the service. Calls block, have a time limit of their own and react to an
 * interrupt; use them on virtual threads. Every call may throw {@code service-not-reachable} (the
 * channel broke) and {@code no-permission} (this user may not).
 *
 * <p>Closing a client's end cancels nothing: operations belong to the service.
 */
public interface ServiceApi extends AutoCloseable {

  ServiceInfo info() throws ProblemException;

  StatusReport status() throws ProblemException;

  /** The web apps that listen on this computer now, without Gatehouse itself. At most 5 s. */
  List<LocalApp> findApps() throws ProblemException;

  /**
   * Looks at one address as typed.
   *
   * @throws ProblemException {@code address-not-valid}, {@code app-not-running} or {@code
   *     upstream-is-ourselves}
   */
  LocalApp examineApp(String typed) throws ProblemException;

  /**
   * Reads about this home; changes nothing lasting. At most 15 s.
   *
   * @param firewall what this computer's firewall does, if the caller could read it: see {@link
   *     HomeFirewall}
   * @param seen told each check as soon as it has ended, from any thread, and never after the call;
   *     must not block. The report is what counts.
   */
  HomeReport checkHome(
      Set<Integer> ports, @Nullable FirewallReport firewall, Consumer<? super CheckResult> seen)
      throws ProblemException;

  /** The same for whoever does not know the firewall and waits for the report alone. */
  default HomeReport checkHome(Set<Integer> ports) throws ProblemException {
    return checkHome(ports, null, check -> {});
  }

  /**
   * As {@link #checkHome}, and parties on the internet are asked to knock at the wanted ports,
   * which answer for that time. At most 40 s.
   */
  HomeReport proveHome(ProofWish wish) throws ProblemException;

  /** Whom {@link #proveHome} asks, to be shown before anybody is asked. */
  List<ProbeParty> probeParties() throws ProblemException;

  /**
   * Waits for a phone on mobile data to open one of the links, until {@link #endPhone} or for ten
   * minutes; in place of one that is waited for. At most 15 s.
   *
   * @throws ProblemException {@code no-internet} (variant {@code address}) when nobody knows where
   *     this home is, {@code taken-offline}, {@code cancelled} when it was ended meanwhile, what
   *     blocks the ports on this computer
   */
  PhoneVisit invitePhone(ProofWish wish) throws ProblemException;

  /**
   * Tells when a link was opened, or after some seconds that none was. At most 25 s.
   *
   * @param already how many knocks are known
   * @throws ProblemException {@code cancelled} when no phone is waited for
   */
  PhoneVisit awaitPhone(int already) throws ProblemException;

  /** Waits for no phone any more; closes what was opened for it. */
  void endPhone() throws ProblemException;

  /** Never asks these parties, neither for {@link #proveHome} nor by itself. */
  void leaveOut(Set<String> parties) throws ProblemException;

  /** Where a name leads, compared with this home. At most 10 s. */
  NameReport checkName(SiteAddress address) throws ProblemException;

  /** The ACME directory's terms of service, if it has any. At most 10 s. */
  Optional<URI> terms(URI directory) throws ProblemException;

  /**
   * The root certificate of this home's private addresses, as PEM.
   *
   * @throws ProblemException {@code certificate-missing} (variant {@code root}) while there is
   *     none, {@code certificate-not-trusted-here} (variant {@code root}) when it is not one that
   *     may be trusted
   */
  String localRoot() throws ProblemException;

  /** The named settings that a client shows or plans with, such as {@code acme.directory}. */
  String setting(String name) throws ProblemException;

  /**
   * Starts to carry out a plan and returns at once. Bad input is refused before anything is
   * changed.
   *
   * @throws ProblemException {@code site-exists}, {@code credentials-missing}, {@code
   *     credentials-too-weak}, {@code consent-missing}, {@code already-running}
   */
  OperationSnapshot start(Plan plan, Credentials credentials) throws ProblemException;

  Optional<OperationSnapshot> operation(String id) throws ProblemException;

  /** Operations that are not final, and the last final one; newest last. */
  List<OperationSnapshot> operations() throws ProblemException;

  /** Tries the failed step again; a no-op unless the operation is {@code FAILED}. */
  OperationSnapshot retry(String id) throws ProblemException;

  /** Stops the operation and undoes in reverse what it did; a no-op when it is final. */
  OperationSnapshot cancel(String id) throws ProblemException;

  /** Keeps the wizard's answers; an empty value forgets them. */
  void saveDraft(Optional<Answers> answers) throws ProblemException;

  Optional<Answers> draft() throws ProblemException;

  /**
   * Renews a site's certificate when it is due, or at once.
   *
   * @return whether a new certificate is served now
   */
  boolean renew(String site, boolean force) throws ProblemException;

  /**
   * Tries a complete order for a site at its CA's test directory and throws the result away:
   * nothing is served or stored, nothing counts against the CA's limits. At most ten minutes.
   *
   * @return the directory where it was held
   * @throws ProblemException {@code site-not-found}, {@code rehearsal-not-possible}, {@code
   *     taken-offline}, {@code consent-missing} (variant {@code terms}) when the test directory has
   *     other terms than were agreed to, or what a real order would have met
   */
  URI rehearse(String site) throws ProblemException;

  void pause(String site, boolean paused) throws ProblemException;

  /**
   * Changes where a site's requests go or who may pass, at once; its users and keys are replaced
   * with the guard. Name and certificate stay.
   *
   * @throws ProblemException {@code site-not-found}, {@code already-running}, {@code
   *     upstream-is-ourselves}, {@code credentials-missing}, {@code credentials-too-weak}, {@code
   *     consent-missing}; nothing has changed then
   */
  void change(String site, SiteChange change, Credentials credentials) throws ProblemException;

  /**
   * Takes every site off the internet at once, or brings them back: no port is bound and no port
   * forward is kept while offline, also after a restart. Files and certificates stay.
   *
   * @throws ProblemException {@code storage-full}, {@code storage-denied}: would not outlive a
   *     restart, so nothing is changed
   */
  void takeOffline(boolean offline) throws ProblemException;

  /** Tells no alerts for a day from now, or tells them again. */
  void keepQuiet(boolean quiet) throws ProblemException;

  /** Who can lead a dynamic name here. */
  List<NameProviderInfo> nameProviders() throws ProblemException;

  /**
   * Leads a dynamic name here by an account at its provider, at once and from now on. At most half
   * a minute.
   *
   * @param provider such as {@code duckdns}
   * @param login goes in and never comes out
   * @throws ProblemException {@code name-not-valid}, {@code credentials-missing}, {@code
   *     ddns-login-refused} and what else a provider may say, {@code no-internet}; nothing is kept
   *     then
   */
  void keepName(String host, String provider, NameLogin login) throws ProblemException;

  /** Where alerts go when nobody looks. */
  AlertChannels alerts() throws ProblemException;

  /**
   * Sends alerts by e-mail from now on, or no longer.
   *
   * @param password goes in and never comes out; null where the server asks for none
   * @param language of the mails, as a language tag
   * @throws ProblemException {@code address-not-valid}
   */
  void alertByMail(Optional<MailChannel> channel, @Nullable String password, String language)
      throws ProblemException;

  /**
   * Posts alerts to an address from now on, or no longer.
   *
   * @param address http or https; may be a secret
   * @throws ProblemException {@code address-not-valid}
   */
  void alertByWebhook(Optional<URI> address, String language) throws ProblemException;

  /**
   * Sends a test message every way that is set up. At most two minutes.
   *
   * @throws ProblemException {@code alert-not-sent}
   */
  void testAlerts() throws ProblemException;

  /**
   * Everything that helps to find out what is wrong here, as one text without secrets. At most half
   * a megabyte.
   */
  String report() throws ProblemException;

  /** Does now what the service would do by itself later: looks at every site. Returns at once. */
  void checkNow() throws ProblemException;

  /** Takes a site back: forwarder, router, files but the certificate. */
  void remove(String site) throws ProblemException;

  /**
   * Lets a user of this computer control the service from now on, too. Whoever may call this could
   * as well do everything in that user's place.
   *
   * @param name as the system knows the user
   * @throws ProblemException {@code name-not-valid} when the system knows no such user
   */
  void allowUser(String name) throws ProblemException;

  /**
   * Takes this home's mappings at the router back; the sites stay. A service that goes on, or
   * starts again, makes the mappings anew within minutes. Ask it before {@link #stop} when that
   * shall be the end. At most 30 s.
   *
   * @throws ProblemException {@code router-not-found} or {@code router-refuses}; they end with
   *     their lease then
   */
  void unmap() throws ProblemException;

  /** Drains the forwarder and ends the service. */
  void stop() throws ProblemException;

  /**
   * Tells every change of an operation, from any thread, in order. Close the result to end it. A
   * subscriber that is too slow may miss snapshots, never the last one.
   */
  AutoCloseable onOperation(Consumer<OperationSnapshot> listener) throws ProblemException;

  @Override
  void close();
}
