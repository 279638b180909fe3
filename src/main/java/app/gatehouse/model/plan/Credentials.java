package app.gatehouse.model.plan;

import org.jspecify.annotations.Nullable;

/**
 * Secrets on their way into the service; never stored, never sent out, never printed.
 *
 * @param user login name
 * @param password login password in clear
 * @param keyName name of the API key
 * @param key API key in clear
 */
public record Credentials(
    @Nullable String user,
    @Nullable String password,
    @Nullable String keyName,
    @Nullable String key) {
  public static final Credentials NONE = new Credentials(null, null, null, null);

  @Override
  public String toString() {
    return "Credentials[hidden]";
  }
}
