package app.gatehouse.model.network;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A provider of names as people choose one.
 *
 * @param id under which its words stand, too
 * @param asks what it wants of its customers, in the order in which they are asked
 * @param page where an account is made
 * @param example what its names look like
 */
public record NameProviderInfo(
    String id, List<NameLogin.Field> asks, @Nullable URI page, String example) {
  public NameProviderInfo {
    asks = List.copyOf(asks);
  }
}
