package app.gatehouse.forward.guard;

import app.gatehouse.model.site.Protection.UserAccount;
import app.gatehouse.model.site.Site;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Session cookies: who signed in, until when, signed. The signature also covers the site and the
 * user's password hash, so that a new password ends all sessions and a cookie of one site opens no
 * other. Nothing is kept but the cookies that were signed out early, in memory: a cookie that
 * somebody copied before works again after a restart, until it expires or the password changes.
 * Safe for all threads.
 */
public final class Sessions {
  /** The prefix makes browsers insist on Secure, Path=/ and no Domain (RFC 6265bis). */
  public static final String COOKIE = "__Host-gatehouse";

  private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MAX_TOKEN = 1024;
  private static final int MAX_ENDED = 10_000;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final SecretKeySpec key;
  private final Duration lifetime;
  private final InstantSource clock;
  private final SecureRandom random;
  private final Map<String, Long> ended = new LinkedHashMap<>();

  public Sessions(byte[] secret, Duration lifetime, InstantSource clock, SecureRandom random) {
    this.key = new SecretKeySpec(secret, ALGORITHM);
    this.lifetime = lifetime;
    this.clock = clock;
    this.random = random;
  }

  /** A Set-Cookie value that signs a user in at a site. */
  public String begin(Site site, UserAccount user) {
    var nonce = new byte[12];
    random.nextBytes(nonce);
    var claims =
        ENCODER.encodeToString(user.name().getBytes(StandardCharsets.UTF_8))
            + "."
            + Long.toString(clock.millis() / 1000 + lifetime.toSeconds(), 36)
            + "."
            + ENCODER.encodeToString(nonce);
    return COOKIE
        + "="
        + claims
        + "."
        + sign(site, user, claims)
        + ATTRIBUTES
        + "; Max-Age="
        + lifetime.toSeconds();
  }

  /** The user whose valid session cookie this Cookie header holds. */
  public Optional<UserAccount> user(Site site, String cookieHeader) {
    return token(cookieHeader).flatMap(token -> check(site, token));
  }

  /** Ends the session in this Cookie header, if any; gives the Set-Cookie value that removes it. */
  public String end(Site site, String cookieHeader) {
    token(cookieHeader)
        .filter(token -> check(site, token).isPresent())
        .ifPresent(this::rememberEnded);
    return COOKIE + "=" + ATTRIBUTES + "; Max-Age=0";
  }

  private void rememberEnded(String token) {
    synchronized (ended) {
      var now = clock.millis();
      ended.values().removeIf(until -> until < now);
      if (ended.size() >= MAX_ENDED) {
        ended.remove(ended.keySet().iterator().next());
      }
      ended.put(token, now + lifetime.toMillis());
    }
  }

  private Optional<UserAccount> check(Site site, String token) {
    var parts = token.split("\\.", -1);
    if (parts.length != 4) {
      return Optional.empty();
    }
    long expires;
    String name;
    try {
      expires = Long.parseLong(parts[1], 36);
      name = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (clock.millis() / 1000 >= expires) {
      return Optional.empty();
    }
    var claims = token.substring(0, token.lastIndexOf('.'));
    for (var user : site.protection().users()) {
      if (user.name().equals(name) && equal(sign(site, user, claims), parts[3])) {
        synchronized (ended) {
          return ended.containsKey(token) ? Optional.empty() : Optional.of(user);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean equal(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  private String sign(Site site, UserAccount user, String claims) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      var signed = "session\n" + site.name() + "\n" + user.passwordHash() + "\n" + claims;
      return ENCODER.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has " + ALGORITHM, e);
    }
  }

  private static Optional<String> token(String cookieHeader) {
    for (var pair : cookieHeader.split(";", -1)) {
      var cookie = pair.strip();
      if (cookie.startsWith(COOKIE + "=")) {
        var token = cookie.substring(COOKIE.length() + 1);
        return token.length() > MAX_TOKEN ? Optional.empty() : Optional.of(token);
      }
    }
    return Optional.empty();
  }
}
