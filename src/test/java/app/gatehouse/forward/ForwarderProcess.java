package app.gatehouse.forward;

import app.gatehouse.model.certificate.TlsMaterial;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.CertificateChoice;
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.support.TestAuthority;
import app.gatehouse.text.Texts;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A forwarder in a JVM of its own, for tests of its memory and for measuring. Arguments: the app's
 * port, the HTTPS port (0: any), the host, a file that gets the root certificate. Prints {@code
 * listening PORT} and runs until it is killed.
 */
final class ForwarderProcess {
  private ForwarderProcess() {}

  public static void main(String[] arguments) throws Exception {
    var upstream = new Upstream("127.0.0.1", Integer.parseInt(arguments[0]));
    var host = arguments[2];
    var authority = new TestAuthority("Forwarder process");
    authority.writeRoot(Path.of(arguments[3]));
    var identity = authority.issue(host);
    var settings =
        ForwarderSettings.of(0, Integer.parseInt(arguments[1]), new byte[32])
            .withListenAddress("127.0.0.1");
    var forwarder =
        new Forwarder(
            settings, Texts::of, HostHeaderRule.PUBLIC, InstantSource.system(), new SecureRandom());
    var site =
        new Site(
            new SiteAddress(AddressKind.PRIVATE, host),
            upstream,
            LocalApp.GENERIC,
            Gatehouse.OPEN,
            CertificateChoice.LOCAL_CA,
            false);
    forwarder.serve(site, new TlsMaterial(List.of(identity.certificate()), identity.key()));
    forwarder.open();
    System.out.println("listening " + forwarder.httpsPort());
    new CountDownLatch(1).await();
  }
}
