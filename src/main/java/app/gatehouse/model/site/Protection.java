package app.gatehouse.model.site;

import java.util.List;

/**
 * Who may pass to the app. Holds hashes only; still never leaves the service.
 *
 * @param guard what is asked
 * @param users who may sign in
 * @param keys API keys that pass
 * @param limits how often one address may call
 */
public record Protection(
    GuardKind guard, List<UserAccount> users, List<ApiKey> keys, Limits limits) {

  public Protection {
    users = List.copyOf(users);
    keys = List.copyOf(keys);
  }

  /**
   * @param name as typed on the login page
   * @param passwordHash Argon2id in PHC string form
   */
  public record UserAccount(String name, String passwordHash) {}

  /**
   * @param name for people, such as {@code team-a}
   * @param hash lower-case hex SHA-256 of the key; keys are random, so no slow hash is needed
   */
  public record ApiKey(String name, String hash) {}
}
