package app.gatehouse.dns;

/**
 * Somebody who has names; what it can do with them are its roles, such as {@link AddressUpdater}.
 */
public interface NameProvider {

  ProviderCard card();

  /**
   * Whether this provider can have names like that.
   *
   * @param host lower case
   */
  default boolean isResponsibleFor(String host) {
    return true;
  }
}
