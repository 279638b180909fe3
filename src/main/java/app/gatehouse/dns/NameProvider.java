package app.gatehouse.dns;

import app.gatehouse.model.network.NameLogin;
import java.util.List;

/**
 * Somebody who has names; what it can do with them are its roles, such as {@link AddressUpdater}.
 */
public interface NameProvider {

  /** As the command line and files spell it. */
  String id();

  /** Its own name, the same in every language. */
  String title();

  /** What it knows its customers by, in the order in which people are asked. */
  List<NameLogin.Field> asks();

  /**
   * Whether this provider can have names like that.
   *
   * @param host lower case
   */
  default boolean isResponsibleFor(String host) {
    return true;
  }
}
