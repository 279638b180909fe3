package app.gatehouse.service.name;

import app.gatehouse.dns.AddressUpdater;
import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.NameLogin;
import app.gatehouse.model.network.NameLogin.Field;
import app.gatehouse.model.network.NameProviderInfo;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.service.name.NameAccounts.Account;
import app.gatehouse.service.part.HomeReader;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Leads names here by the accounts that are kept for them. */
public final class Names {
  private final NameAccounts accounts;
  private final List<AddressUpdater> providers;
  private final HomeReader home;
  private final InstantSource clock;

  public Names(
      NameAccounts accounts, List<AddressUpdater> providers, HomeReader home, InstantSource clock) {
    this.accounts = accounts;
    this.providers = List.copyOf(providers);
    this.home = home;
    this.clock = clock;
  }

  /** Who can lead names here. */
  public List<NameProviderInfo> providers() {
    return providers.stream()
        .map(AddressUpdater::card)
        .map(card -> new NameProviderInfo(card.id(), card.asks(), card.page(), card.example()))
        .toList();
  }

  /**
   * Leads a name here at once, and keeps the account for it if the provider took it.
   *
   * @throws ProblemException {@code name-not-valid} (variant {@code provider}) where the provider
   *     has no such names, {@code credentials-missing} (variant {@code provider}), {@code
   *     no-internet} where nobody tells this home's address, or what the provider says
   */
  public void keep(String host, String provider, NameLogin login)
      throws ProblemException, InterruptedException {
    var updater = provider(provider);
    if (!updater.isResponsibleFor(host)) {
      throw Problem.error(ProblemCode.NAME_NOT_VALID)
          .with("name", host)
          .with("provider", provider)
          .variant("provider")
          .exception();
    }
    refuseWhatIsMissing(updater, login);
    var account = new Account(provider, login, List.of(), clock.instant());
    var addresses = home.publicAddresses();
    if (addresses.isEmpty()) {
      throw Problem.error(ProblemCode.NO_INTERNET).exception();
    }
    send(host, account, addresses, clock.instant());
  }

  /** Whether a name has an account. */
  boolean isKept(String host) {
    return accounts.find(host).isPresent();
  }

  /** When its provider took an address last. */
  Optional<Instant> lastSent(String host) {
    return accounts.find(host).filter(each -> !each.sent().isEmpty()).map(Account::since);
  }

  /**
   * Tells the provider where this home is, if that is news or long ago.
   *
   * @return whether it was told
   */
  boolean update(String host, Map<IpFamily, InetAddress> addresses, Instant now)
      throws ProblemException, InterruptedException {
    var account = accounts.find(host);
    if (account.isEmpty() || addresses.isEmpty()) {
      return false;
    }
    var since = account.get().since();
    var heartbeat = provider(account.get().provider()).heartbeat();
    var isOld =
        since.isAfter(now) || heartbeat.filter(each -> !now.isBefore(since.plus(each))).isPresent();
    if (!isOld && account.get().sent().equals(texts(addresses))) {
      return false;
    }
    send(host, account.get(), addresses, now);
    return true;
  }

  /** What was sent last shall be sent again at the next look. */
  void tellAgain(String host) throws ProblemException {
    var account = accounts.find(host);
    if (account.isPresent()) {
      var known = account.get();
      accounts.put(host, new Account(known.provider(), known.login(), List.of(), known.since()));
    }
  }

  private void send(String host, Account account, Map<IpFamily, InetAddress> addresses, Instant now)
      throws ProblemException, InterruptedException {
    provider(account.provider()).update(host, account.login(), addresses);
    accounts.put(host, new Account(account.provider(), account.login(), texts(addresses), now));
  }

  private AddressUpdater provider(String id) throws ProblemException {
    return providers.stream()
        .filter(each -> each.card().id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.error(ProblemCode.NAME_NOT_VALID)
                    .with("name", "")
                    .with("provider", id)
                    .variant("provider")
                    .exception());
  }

  private static void refuseWhatIsMissing(AddressUpdater updater, NameLogin login)
      throws ProblemException {
    var missing =
        updater.card().asks().stream()
            .filter(field -> field != Field.SUCCESS && login.find(field).isEmpty())
            .map(field -> "dns-" + field.wireName())
            .toList();
    if (!missing.isEmpty()) {
      throw Problem.error(ProblemCode.CREDENTIALS_MISSING)
          .variant("provider")
          .with("provider", updater.card().title())
          .with("missing", String.join(", ", missing))
          .exception();
    }
  }

  private static List<String> texts(Map<IpFamily, InetAddress> addresses) {
    return addresses.values().stream().map(InetAddress::getHostAddress).sorted().toList();
  }
}
