package app.gatehouse.dns;

import app.gatehouse.model.network.NameLogin;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who a provider of names is.
 *
 * @param id as the command line and files spell it
 * @param title its own name, the same in every language
 * @param page where people make an account; null where it is no company
 * @param example what its names look like
 * @param asks what it knows its customers by, in the order in which people are asked
 */
public record ProviderCard(
    String id, String title, @Nullable URI page, String example, List<NameLogin.Field> asks) {
  public ProviderCard {
    asks = List.copyOf(asks);
  }

  /** One that has a page of its own. */
  public static ProviderCard of(
      String id, String title, String page, String example, NameLogin.Field... asks) {
    return new ProviderCard(id, title, URI.create(page), example, List.of(asks));
  }
}
