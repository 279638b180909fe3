package app.gatehouse.reach.router;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The nonces by which a router knows again who made a mapping (RFC 6887, section 11.2). Nobody else
 * can guess them, and they are the same after a restart, so that a mapping can be renewed and taken
 * back although none is kept.
 */
final class MappingNonces {
  static final int LENGTH = 12;

  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] PURPOSE = "pcp mapping".getBytes(StandardCharsets.US_ASCII);

  private final SecretKeySpec key;

  /**
   * @param secret of this home; other things may be made of it, too
   */
  MappingNonces(byte[] secret) {
    key = new SecretKeySpec(secret, ALGORITHM);
  }

  byte[] of(InetAddress local, int innerPort) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(PURPOSE);
      mac.update(local.getAddress());
      mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(innerPort).flip());
      return Arrays.copyOf(mac.doFinal(), LENGTH);
    } catch (GeneralSecurityException e) {
      // Every Java platform has it.
      throw new IllegalStateException(e);
    }
  }
}
