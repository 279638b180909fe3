package app.gatehouse.launch;

import app.gatehouse.cert.PassingCertificate;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.InstantSource;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** TLS with a certificate that lives as long as this program, for the door of a proof. */
final class ProbeTls {
  private static final char[] NO_PASSWORD = {};

  private ProbeTls() {}

  static SSLContext context() {
    try {
      var random = new SecureRandom();
      var material = PassingCertificate.make(InstantSource.system(), random);
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, NO_PASSWORD);
      store.setKeyEntry(
          "probe", material.key(), NO_PASSWORD, material.chain().toArray(Certificate[]::new));
      var keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, NO_PASSWORD);
      var context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, random);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("TLS can be spoken with a new key", e);
    }
  }
}
