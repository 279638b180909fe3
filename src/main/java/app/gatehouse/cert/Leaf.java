package app.gatehouse.cert;

import app.gatehouse.model.certificate.CertificateFacts;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/** Reads what is public about a leaf certificate. */
final class Leaf {
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  private Leaf() {}

  static CertificateFacts facts(X509Certificate leaf) {
    return new CertificateFacts(
        names(leaf),
        leaf.getNotBefore().toInstant(),
        leaf.getNotAfter().toInstant(),
        issuer(leaf),
        leaf.getSerialNumber().toString(16),
        sha256(leaf));
  }

  /** Whether a browser accepts it for this host (RFC 9525 section 6). */
  static boolean isGoodFor(CertificateFacts facts, String host) {
    return facts.names().stream().anyMatch(name -> matches(name, host));
  }

  private static boolean matches(String name, String host) {
    if (name.startsWith("*.")) {
      var dot = host.indexOf('.');
      return dot > 0 && host.substring(dot).equalsIgnoreCase(name.substring(1));
    }
    return name.equalsIgnoreCase(host);
  }

  private static List<String> names(X509Certificate leaf) {
    var names = new ArrayList<String>();
    try {
      var alternatives = leaf.getSubjectAlternativeNames();
      if (alternatives == null) {
        return names;
      }
      for (var each : alternatives) {
        var type = (Integer) each.get(0);
        if (type == DNS_NAME) {
          names.add((String) each.get(1));
        } else if (type == IP_ADDRESS) {
          names.add(InetAddress.ofLiteral((String) each.get(1)).getHostAddress());
        }
      }
      return names;
    } catch (CertificateParsingException | IllegalArgumentException e) {
      return names;
    }
  }

  private static String issuer(X509Certificate leaf) {
    var principal = leaf.getIssuerX500Principal();
    try {
      var common = X500Name.getInstance(principal.getEncoded()).getRDNs(BCStyle.CN);
      return common.length == 0
          ? principal.getName()
          : IETFUtils.valueToString(common[0].getFirst().getValue());
    } catch (IllegalArgumentException e) {
      // The Java platform reads names that BouncyCastle does not.
      return principal.getName();
    }
  }

  private static String sha256(X509Certificate leaf) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(leaf.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a parsed certificate has an encoding", e);
    }
  }
}
