package app.gatehouse.net;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether a chain is good for a host at a time: name, validity, path to a root (RFC 5280). */
final class ChainCheck {
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;
  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";

  private ChainCheck() {}

  static Optional<Problem> verify(
      List<X509Certificate> chain, String host, Collection<X509Certificate> roots, Instant now) {
    if (chain.isEmpty()) {
      return Optional.of(
          Problem.error(ProblemCode.SERVED_CERTIFICATE_MISMATCH)
              .with("name", host)
              .detail("no certificate was served"));
    }
    var leaf = chain.getFirst();
    var names = names(leaf);
    if (names.stream().noneMatch(name -> matches(name, host))) {
      return Optional.of(
          Problem.error(ProblemCode.SERVED_CERTIFICATE_MISMATCH)
              .with("name", host)
              .with("found", names.isEmpty() ? "-" : String.join(", ", names))
              .detail("served: " + leaf.getSubjectX500Principal()));
    }
    if (now.isBefore(leaf.getNotBefore().toInstant())) {
      // Browsers call that expired, too; but a new one would not help.
      return Optional.of(
          Problem.error(ProblemCode.CLOCK_WRONG)
              .variant("future")
              .with("name", host)
              .detail(leaf.getNotBefore().toInstant() + " to " + leaf.getNotAfter().toInstant()));
    }
    if (now.isAfter(leaf.getNotAfter().toInstant())) {
      return Optional.of(
          Problem.error(ProblemCode.CERTIFICATE_EXPIRED)
              .with("name", host)
              .with("until", leaf.getNotAfter().toInstant())
              .detail(leaf.getNotBefore().toInstant() + " to " + leaf.getNotAfter().toInstant()));
    }
    try {
      buildPath(chain, Trust.anchors(roots), now);
      return Optional.empty();
    } catch (GeneralSecurityException | IOException e) {
      return Optional.of(
          Problem.error(ProblemCode.CERTIFICATE_NOT_TRUSTED_HERE)
              .with("name", host)
              .with("ca", commonName(leaf.getIssuerX500Principal().getName()))
              .cause(e));
    }
  }

  private static void buildPath(List<X509Certificate> chain, Set<TrustAnchor> anchors, Instant now)
      throws GeneralSecurityException, IOException {
    var target = new X509CertSelector();
    target.setCertificate(chain.getFirst());
    target.setExtendedKeyUsage(Set.of(SERVER_AUTH));
    var parameters = new PKIXBuilderParameters(anchors, target);
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
    parameters.setDate(Date.from(now));
    // Asking revocation servers would tell them who looks; short lifetimes take their place.
    parameters.setRevocationEnabled(false);
    CertPathBuilder.getInstance("PKIX").build(parameters);
  }

  /** The names a certificate is good for; the common name has not counted for many years. */
  static List<String> names(X509Certificate leaf) {
    var names = new ArrayList<String>();
    try {
      var alternatives = leaf.getSubjectAlternativeNames();
      if (alternatives != null) {
        for (var entry : alternatives) {
          var kind = (Integer) entry.get(0);
          if (kind == DNS_NAME || kind == IP_ADDRESS) {
            names.add(entry.get(1).toString().toLowerCase(Locale.ROOT));
          }
        }
      }
    } catch (CertificateParsingException e) {
      // Good for no name then.
    }
    return names;
  }

  /** RFC 9525: exact, or a wildcard for exactly the leftmost label; addresses by value. */
  static boolean matches(String name, String host) {
    var address = IpFacts.literal(host);
    if (address.isPresent()) {
      return address.equals(IpFacts.literal(name));
    }
    var wanted = host.toLowerCase(Locale.ROOT);
    if (name.startsWith("*.")) {
      var dot = wanted.indexOf('.');
      return dot > 0 && wanted.substring(dot).equals(name.substring(1));
    }
    return name.equals(wanted);
  }

  private static String commonName(String distinguished) {
    for (var part : distinguished.split(",", -1)) {
      if (part.startsWith("CN=")) {
        return part.substring(3);
      }
    }
    return distinguished;
  }
}
