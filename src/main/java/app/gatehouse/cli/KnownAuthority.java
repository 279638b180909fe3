package app.gatehouse.cli;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.ITypeConverter;

/** Certificate authorities by name, or any other by its directory's address. */
final class KnownAuthority implements ITypeConverter<URI> {
  private static final Map<String, String> NAMES =
      new TreeMap<>(
          Map.of(
              "letsencrypt", "https://acme-v02.api.letsencrypt.org/directory",
              "letsencrypt-staging", "https://acme-staging-v02.api.letsencrypt.org/directory"));

  @Override
  public URI convert(String value) {
    try {
      var address = URI.create(NAMES.getOrDefault(value, value));
      if (address.getHost() != null && address.getScheme().matches("https?")) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // Told below, with what would be right.
    }
    throw new NotAmong(String.join(", ", NAMES.keySet()) + ", https://…");
  }
}
