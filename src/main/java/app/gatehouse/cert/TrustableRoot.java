package app.gatehouse.cert;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;

/**
 * The public root of a home's own CA, for one who may do more than the home's owner: nothing is
 * taken for granted about the folder, and no root is let through that could sign for more than
 * private names. So whoever takes over the service gains no power over the rest of the internet.
 */
public final class TrustableRoot {
  private static final String NAME_CONSTRAINTS = "2.5.29.30";
  private static final List<String> SERVERS_ONLY = List.of("1.3.6.1.5.5.7.3.1");
  private static final int MOST = 64 << 10;

  private TrustableRoot() {}

  /**
   * Reads the root that signs for names that are private by their form. Follows no links.
   *
   * @param certificates the folder of certificates in a home
   * @throws ProblemException {@code certificate-missing} with the variant {@code root} when there
   *     is none yet or it cannot be read, {@code certificate-not-trusted-here} with the variant
   *     {@code root} when it is not to be trusted
   */
  public static X509Certificate read(Path certificates) throws ProblemException {
    var file = LocalAuthority.rootFile(Certificates.localCaFolder(certificates), "home.arpa");
    try {
      return checked(content(certificates, certificates.relativize(file)));
    } catch (NoSuchFileException e) {
      throw new ProblemException(missing(file), e);
    } catch (IOException e) {
      throw new ProblemException(missing(file).detail(e.getClass().getSimpleName()), e);
    }
  }

  /** The same as PEM. */
  public static String readText(Path certificates) throws ProblemException {
    return new String(Pem.of(List.of(read(certificates))), StandardCharsets.US_ASCII);
  }

  private static Problem missing(Path file) {
    return Problem.error(ProblemCode.CERTIFICATE_MISSING).variant("root").with("file", file);
  }

  private static byte[] content(Path top, Path below) throws IOException {
    if (Files.isSymbolicLink(top)) {
      throw new IOException("a link");
    }
    try (var stream = Files.newDirectoryStream(top)) {
      if (!(stream instanceof SecureDirectoryStream<Path> folder)) {
        throw new IOException("this system cannot read without following links");
      }
      return content(folder, below);
    }
  }

  private static byte[] content(SecureDirectoryStream<Path> folder, Path below) throws IOException {
    var first = below.getName(0);
    if (below.getNameCount() > 1) {
      try (var next = folder.newDirectoryStream(first, LinkOption.NOFOLLOW_LINKS)) {
        return content(next, below.subpath(1, below.getNameCount()));
      }
    }
    var about =
        folder
            .getFileAttributeView(first, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            .readAttributes();
    // Opening a pipe would wait for its other end.
    if (!about.isRegularFile() || about.size() > MOST) {
      throw new IOException("not a file of this size");
    }
    var options = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    try (var channel = folder.newByteChannel(first, options)) {
      return content(channel);
    }
  }

  private static byte[] content(SeekableByteChannel channel) throws IOException {
    var buffer = ByteBuffer.allocate(MOST);
    var more = 0;
    while (more >= 0 && buffer.hasRemaining()) {
      more = channel.read(buffer);
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  /** Nothing of what was read is repeated: it may be another file than it should be. */
  static X509Certificate checked(byte[] pem) throws ProblemException {
    X509Certificate certificate;
    try {
      var factory = CertificateFactory.getInstance("X.509");
      certificate = (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(pem));
      certificate.verify(certificate.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw new ProblemException(refused("it is not a root certificate"), e);
    }
    if (certificate.getBasicConstraints() != 0) {
      throw refused("it may make other authorities").exception();
    }
    if (!isForPrivateNamesOnly(certificate)) {
      throw refused("it may sign for more than private names").exception();
    }
    return certificate;
  }

  private static boolean isForPrivateNamesOnly(X509Certificate certificate)
      throws ProblemException {
    var critical = certificate.getCriticalExtensionOIDs();
    var found = certificate.getExtensionValue(NAME_CONSTRAINTS);
    try {
      var ours = PrivateNames.permitting("home.arpa").getEncoded();
      return critical != null
          && critical.contains(NAME_CONSTRAINTS)
          && Arrays.equals(ASN1OctetString.getInstance(found).getOctets(), ours)
          && SERVERS_ONLY.equals(certificate.getExtendedKeyUsage());
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new ProblemException(refused("its limits cannot be read"), e);
    }
  }

  private static Problem refused(String why) {
    return Problem.error(ProblemCode.CERTIFICATE_NOT_TRUSTED_HERE).variant("root").detail(why);
  }
}
