package app.gatehouse.cert;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A root of the local CA with its key. */
record LocalRoot(X509Certificate certificate, PrivateKey key) {
  /** Apple refuses more than 825 days from private roots, browsers more than 398 from any. */
  private static final Duration LEAF_LIFETIME = Duration.ofDays(397);

  /** Clocks of phones and televisions run behind. */
  private static final Duration BACKDATED = Duration.ofHours(1);

  private static final int LONGEST_COMMON_NAME = 64;

  /** A new root for private names, and for this host if its name is not private by its form. */
  static LocalRoot make(String host, Instant now, Duration lifetime, SecureRandom random) {
    var keys = Keys.newPair();
    var serial = serial(random);
    // Distinct names: a device may have to trust roots of several homes.
    var mark = HexFormat.of().formatHex(serial.toByteArray(), 0, 4);
    var name = new X500Principal("CN=Gatehouse home root " + mark + ",O=Gatehouse");
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              name,
              serial,
              Date.from(now.minus(BACKDATED)),
              Date.from(now.plus(lifetime)),
              name,
              keys.getPublic());
      var extensions = new JcaX509ExtensionUtils();
      builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
          .addExtension(
              Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
          .addExtension(Extension.nameConstraints, true, PrivateNames.permitting(host))
          .addExtension(
              Extension.extendedKeyUsage,
              false,
              new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
          .addExtension(
              Extension.subjectKeyIdentifier,
              false,
              extensions.createSubjectKeyIdentifier(keys.getPublic()));
      return new LocalRoot(signed(builder, keys.getPrivate()), keys.getPrivate());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("a root can be written", e);
    }
  }

  /** Signs a leaf for one host; it ends with the root at the latest. */
  X509Certificate sign(String host, PublicKey leafKey, Instant now, SecureRandom random) {
    var end = now.plus(LEAF_LIFETIME);
    var rootEnd = certificate.getNotAfter().toInstant();
    // OpenSSL takes a common name without DNS names beside it for one, and an address is none.
    var hasCommonName = host.length() <= LONGEST_COMMON_NAME && !SigningRequest.isIp(host);
    var subject = new X500Principal(hasCommonName ? "CN=" + host : "O=Gatehouse");
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              certificate.getSubjectX500Principal(),
              serial(random),
              Date.from(now.minus(BACKDATED)),
              Date.from(end.isBefore(rootEnd) ? end : rootEnd),
              subject,
              leafKey);
      var extensions = new JcaX509ExtensionUtils();
      builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
          .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
          .addExtension(
              Extension.extendedKeyUsage,
              false,
              new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
          .addExtension(
              Extension.subjectAlternativeName,
              false,
              new GeneralNames(SigningRequest.generalName(host)))
          .addExtension(
              Extension.authorityKeyIdentifier,
              false,
              extensions.createAuthorityKeyIdentifier(certificate))
          .addExtension(
              Extension.subjectKeyIdentifier,
              false,
              extensions.createSubjectKeyIdentifier(leafKey));
      return signed(builder, key);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("a leaf for " + host + " can be written", e);
    }
  }

  boolean endsAfter(Instant time) {
    return certificate.getNotAfter().toInstant().isAfter(time);
  }

  private static X509Certificate signed(JcaX509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException {
    try {
      var signer = new JcaContentSignerBuilder(Keys.SIGNATURE).build(key);
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  /** Positive, not guessable, within the 20 octets of RFC 5280 section 4.1.2.2. */
  private static BigInteger serial(SecureRandom random) {
    return new BigInteger(126, random).setBit(126);
  }

  @Override
  public String toString() {
    return "LocalRoot[" + certificate.getSubjectX500Principal() + "]";
  }
}
