package app.gatehouse.service.name;

import app.gatehouse.model.network.NameLogin;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.service.part.Stored;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The accounts by which names are led here, in a file for the service's eyes only: it holds what
 * their providers know them by. All threads.
 */
public final class NameAccounts {
  private final Stored<Kept> file;
  private Map<String, Account> accounts = Map.of();

  /** The file's shape: accounts by host. */
  public record Kept(Map<String, Account> names) {
    public Kept {
      names = Map.copyOf(names);
    }
  }

  /**
   * One of them.
   *
   * @param sent the addresses that the provider took last; empty before
   * @param since when that was, or when the account was kept
   */
  public record Account(String provider, NameLogin login, List<String> sent, Instant since) {
    public Account {
      sent = List.copyOf(sent);
    }

    @Override
    public String toString() {
      return "Account[" + provider + ", " + sent + "]";
    }
  }

  public NameAccounts(Stored<Kept> file) {
    this.file = file;
  }

  public synchronized void load() throws ProblemException {
    accounts = file.read().map(Kept::names).orElse(Map.of());
  }

  synchronized Optional<Account> find(String host) {
    return Optional.ofNullable(accounts.get(host));
  }

  /** Everything that they were given. */
  public synchronized List<String> secrets() {
    return accounts.values().stream()
        .flatMap(account -> account.login().fields().values().stream())
        .toList();
  }

  /** In place of what was kept for this host. */
  synchronized void put(String host, Account account) throws ProblemException {
    var changed = new HashMap<>(accounts);
    changed.put(host, account);
    keep(changed);
  }

  /** Nothing happens where there is none. */
  public synchronized void forget(String host) throws ProblemException {
    if (accounts.containsKey(host)) {
      var changed = new HashMap<>(accounts);
      changed.remove(host);
      keep(changed);
    }
  }

  private void keep(Map<String, Account> changed) throws ProblemException {
    file.write(new Kept(changed));
    accounts = Map.copyOf(changed);
  }
}
