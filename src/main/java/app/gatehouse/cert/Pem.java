package app.gatehouse.cert;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Certificates and EC keys as text (RFC 7468). */
final class Pem {
  private static final String PRIVATE_KEY = "PRIVATE KEY";
  private static final String PUBLIC_KEY = "PUBLIC KEY";

  private Pem() {}

  static byte[] of(List<X509Certificate> chain) {
    var text = new StringBuilder();
    try {
      for (var each : chain) {
        text.append(block("CERTIFICATE", each.getEncoded()));
      }
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("a parsed certificate can be written", e);
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** In PKCS #8, as web servers read it. */
  static byte[] of(PrivateKey key) {
    return block(PRIVATE_KEY, key.getEncoded()).getBytes(StandardCharsets.US_ASCII);
  }

  /** Both halves: an EC private key alone does not tell its public one. */
  static byte[] of(KeyPair keys) {
    return (block(PRIVATE_KEY, keys.getPrivate().getEncoded())
            + block(PUBLIC_KEY, keys.getPublic().getEncoded()))
        .getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * @throws IOException when there is no certificate in it, or a broken one
   */
  static List<X509Certificate> chain(byte[] pem) throws IOException {
    try {
      var chain = new ArrayList<X509Certificate>();
      for (var each :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem))) {
        chain.add((X509Certificate) each);
      }
      if (chain.isEmpty()) {
        throw new IOException("no certificate in it");
      }
      return chain;
    } catch (CertificateException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  static PrivateKey privateKey(byte[] pem) throws IOException {
    var encoded = content(pem, PRIVATE_KEY).orElseThrow(() -> new IOException("no key in it"));
    try {
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  static PublicKey publicKey(byte[] pem) throws IOException {
    var encoded = content(pem, PUBLIC_KEY).orElseThrow(() -> new IOException("no key in it"));
    try {
      return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * @throws IOException when one of the halves is missing or broken, or they are not of one pair
   */
  static KeyPair keyPair(byte[] pem) throws IOException {
    var pair = new KeyPair(publicKey(pem), privateKey(pem));
    if (!Keys.belongTogether(pair.getPublic(), pair.getPrivate())) {
      throw new IOException("the keys do not belong together");
    }
    return pair;
  }

  private static String block(String type, byte[] content) {
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n";
  }

  private static Optional<byte[]> content(byte[] pem, String type) throws IOException {
    var block =
        Pattern.compile("-----BEGIN " + type + "-----([^-]*)-----END " + type + "-----")
            .matcher(new String(pem, StandardCharsets.US_ASCII));
    if (!block.find()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getMimeDecoder().decode(block.group(1)));
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
