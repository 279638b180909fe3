package app.gatehouse.cert;

import app.gatehouse.model.certificate.ChallengeKind;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.CertificateChoice;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.Limits;
import app.gatehouse.model.site.Protection;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.site.Upstream;
import java.net.URI;
import java.util.List;

/** Sites for tests. */
final class Sites {
  private Sites() {}

  static Site withPublicName(String host, URI directory) {
    return site(AddressKind.OWN_DOMAIN, host, new CertificateChoice(directory, ChallengeKind.AUTO));
  }

  static Site withPublicIp(String address, URI directory) {
    return site(
        AddressKind.PUBLIC_IP, address, new CertificateChoice(directory, ChallengeKind.HTTP_01));
  }

  static Site withPrivateName(String host) {
    return site(AddressKind.PRIVATE, host, CertificateChoice.LOCAL_CA);
  }

  static Site site(AddressKind kind, String host, CertificateChoice certificate) {
    return new Site(
        new SiteAddress(kind, host),
        new Upstream("127.0.0.1", 7860),
        "generic",
        new Protection(GuardKind.OPEN, List.of(), List.of(), Limits.PAGES),
        certificate,
        false);
  }
}
