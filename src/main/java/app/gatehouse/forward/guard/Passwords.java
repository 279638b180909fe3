package app.gatehouse.forward.guard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Hashes and checks passwords by Argon2id (RFC 9106), in PHC string form. Each call takes some
 * hundredths of a second and 9 MiB: never on an event loop, and few at a time.
 */
public final class Passwords {
  // 9 MiB and four passes are as hard to guess as 19 MiB and two, and the service lives on 64 MiB.
  private static final int MEMORY_KIB = 9216;
  private static final int PASSES = 4;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  // A hash from an imported file must not be able to exhaust the service.
  private static final int MAX_MEMORY_KIB = 32 * 1024;
  private static final int MAX_PASSES = 10;
  private static final int MAX_LANES = 4;

  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,3})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");

  private final SecureRandom random;

  /**
   * @param random where salts come from
   */
  public Passwords(SecureRandom random) {
    this.random = random;
  }

  /** A new hash with a new salt. */
  public String hash(String password) {
    var salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    var hash = derive(password, salt, MEMORY_KIB, PASSES, LANES, HASH_BYTES);
    var base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m="
        + MEMORY_KIB
        + ",t="
        + PASSES
        + ",p="
        + LANES
        + "$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(hash);
  }

  /** Whether the password belongs to the hash; false too for what is not such a hash. */
  public static boolean verify(String password, String phc) {
    var parts = PHC.matcher(phc);
    if (!parts.matches()) {
      return false;
    }
    var memory = Integer.parseInt(parts.group(1));
    var passes = Integer.parseInt(parts.group(2));
    var lanes = Integer.parseInt(parts.group(3));
    if (lanes < 1 || lanes > MAX_LANES || passes < 1 || passes > MAX_PASSES) {
      return false;
    }
    if (memory < 8 * lanes || memory > MAX_MEMORY_KIB) {
      return false;
    }
    try {
      var salt = Base64.getDecoder().decode(parts.group(4));
      var expected = Base64.getDecoder().decode(parts.group(5));
      var actual = derive(password, salt, memory, passes, lanes, expected.length);
      return MessageDigest.isEqual(expected, actual);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] derive(
      String password, byte[] salt, int memory, int passes, int lanes, int length) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memory)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    var bytes = password.getBytes(StandardCharsets.UTF_8);
    var hash = new byte[length];
    generator.generateBytes(bytes, hash);
    Arrays.fill(bytes, (byte) 0);
    return hash;
  }
}
