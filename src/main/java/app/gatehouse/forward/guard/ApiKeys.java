package app.gatehouse.forward.guard;

import app.gatehouse.model.site.Protection.ApiKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** API keys are long and random: one fast hash protects them, and hides their order in time. */
public final class ApiKeys {
  private ApiKeys() {}

  /** The key as it is stored: lower-case hex of its SHA-256. */
  public static String hash(String key) {
    return HexFormat.of().formatHex(digest(key));
  }

  /** The stored key that was presented. Takes the same time for every wrong one. */
  static Optional<ApiKey> find(List<ApiKey> keys, String presented) {
    var digest = hash(presented).getBytes(StandardCharsets.US_ASCII);
    Optional<ApiKey> found = Optional.empty();
    for (var key : keys) {
      if (MessageDigest.isEqual(key.hash().getBytes(StandardCharsets.US_ASCII), digest)) {
        found = Optional.of(key);
      }
    }
    return found;
  }

  private static byte[] digest(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
