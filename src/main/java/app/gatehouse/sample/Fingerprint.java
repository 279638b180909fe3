package app.gatehouse.sample;

import io.netty.buffer.ByteBuf;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Counts and hashes bytes that pass by. */
final class Fingerprint {
  private final MessageDigest digest;
  private long bytes;

  Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  void add(ByteBuf part) {
    bytes += part.readableBytes();
    for (var buffer : part.nioBuffers()) {
      digest.update(buffer);
    }
  }

  long bytes() {
    return bytes;
  }

  /** Ends the hash; once only. */
  byte[] sha256() {
    return digest.digest();
  }
}
