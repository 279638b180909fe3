package app.gatehouse.dns;

import app.gatehouse.model.network.NameLogin;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Somebody who has names; what it can do with them are its roles, such as {@link AddressUpdater}.
 */
public interface NameProvider {

  /** As the command line and files spell it. */
  String id();

  /** Its own name, the same in every language. */
  String title();

  /** Where people make an account; empty where it is no company. */
  Optional<URI> page();

  /** What its names look like. */
  String example();

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
