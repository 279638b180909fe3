package app.gatehouse.net;

import java.util.List;

/**
 * What DNS says. That a name has no such record, that there is no such name, and that nobody could
 * tell, are three different things.
 *
 * @param <T> what was asked for
 */
public sealed interface DnsAnswer<T> {
  /** At least one value, aliases (CNAME) followed. */
  record Found<T>(List<T> values) implements DnsAnswer<T> {
    public Found {
      values = List.copyOf(values);
    }
  }

  /** The name exists but has no record of this kind. */
  record NoData<T>() implements DnsAnswer<T> {}

  /** There is no such name (NXDOMAIN). */
  record NoSuchName<T>() implements DnsAnswer<T> {}

  /** Nobody could tell: no server answered in time, or they failed. */
  record Failed<T>(String detail) implements DnsAnswer<T> {}

  /** The values, or none. */
  default List<T> values() {
    return List.of();
  }

  /** Whether the servers gave an answer at all, be it that there is nothing. */
  default boolean isKnown() {
    return !(this instanceof Failed<T>);
  }
}
