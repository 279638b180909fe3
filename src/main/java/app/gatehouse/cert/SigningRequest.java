package app.gatehouse.cert;

import java.io.IOException;
import java.security.KeyPair;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A PKCS #10 request (RFC 2986) as ACME wants it. */
final class SigningRequest {
  private SigningRequest() {}

  /** Without a common name: that may have at most 64 characters, a DNS name 253. */
  static byte[] of(String host, KeyPair key) {
    try {
      var extensions = new ExtensionsGenerator();
      extensions.addExtension(
          Extension.subjectAlternativeName, false, new GeneralNames(generalName(host)));
      return new JcaPKCS10CertificationRequestBuilder(new X500Name(new RDN[0]), key.getPublic())
          .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate())
          .build(new JcaContentSignerBuilder(Keys.SIGNATURE).build(key.getPrivate()))
          .getEncoded();
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException("a request for " + host + " can be written", e);
    }
  }

  static GeneralName generalName(String host) {
    return isIp(host)
        ? new GeneralName(GeneralName.iPAddress, host)
        : new GeneralName(GeneralName.dNSName, host);
  }

  static boolean isIp(String host) {
    return IpText.canonical(host).isPresent();
  }
}
