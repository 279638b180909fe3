package app.gatehouse.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority of a test, for servers that speak TLS themselves. */
public final class TestAuthority {
  private final KeyPair keys = newKeys();
  private final X509Certificate root;

  public TestAuthority(String name) {
    root = issue(name, keys, keys.getPrivate(), new X500Principal("CN=" + name), true);
  }

  /** A key and the certificate for it. */
  public record Identity(PrivateKey key, X509Certificate certificate) {
    /** Certificate and key as PEM files of these names in a folder. */
    public void write(Path certificateFile, Path keyFile) {
      TestAuthority.write(certificateFile, pem(certificate));
      TestAuthority.write(keyFile, pem(key));
    }
  }

  public X509Certificate root() {
    return root;
  }

  /**
   * A new identity, valid from yesterday for 30 days.
   *
   * @param names host names or IP addresses
   */
  public Identity issue(String... names) {
    var own = newKeys();
    return new Identity(
        own.getPrivate(),
        issue(names[0], own, keys.getPrivate(), root.getSubjectX500Principal(), false, names));
  }

  /** The root as a PEM file. */
  public Path writeRoot(Path file) {
    return write(file, pem(root));
  }

  /** Trusts this root and nothing else. */
  public SSLContext trust() {
    return trust(root);
  }

  /** Trusts these roots and nothing else. */
  public static SSLContext trust(X509Certificate... roots) {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (var each : roots) {
        store.setCertificateEntry(each.getSerialNumber().toString(), each);
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String pem(X509Certificate certificate) {
    try {
      return pem("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A key as text, in PKCS #8. */
  public static String pem(PrivateKey key) {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  static String pem(String type, byte[] content) {
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n";
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static KeyPair newKeys() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Certificate issue(
      String subject,
      KeyPair subjectKeys,
      PrivateKey issuerKey,
      X500Principal issuer,
      boolean authority,
      String... names) {
    var now = Instant.now();
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              issuer,
              new BigInteger(64, new java.security.SecureRandom()).add(BigInteger.ONE),
              Date.from(now.minus(1, ChronoUnit.DAYS)),
              Date.from(now.plus(30, ChronoUnit.DAYS)),
              new X500Principal("CN=" + subject),
              subjectKeys.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      builder.addExtension(
          Extension.keyUsage,
          true,
          new KeyUsage(
              authority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature));
      if (names.length > 0) {
        var general = new GeneralName[names.length];
        for (int i = 0; i < names.length; i++) {
          boolean address = names[i].matches("[0-9.]+|.*:.*");
          general[i] =
              new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, names[i]);
        }
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(general));
      }
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey);
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (OperatorCreationException | GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
