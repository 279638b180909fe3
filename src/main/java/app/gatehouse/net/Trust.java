package app.gatehouse.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The roots that are trusted: the system's, and further ones given by the caller. */
public final class Trust {
  private Trust() {}

  /**
   * A TLS context for clients that trusts the system's roots and these; certificate and name are
   * verified as always.
   */
  public static SSLContext context(Collection<X509Certificate> extraRoots) {
    try {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      var number = 0;
      for (var root : roots(extraRoots)) {
        store.setCertificateEntry("root-" + number++, root);
      }
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java cannot do TLS", e);
    }
  }

  /**
   * The certificates in a PEM file.
   *
   * @throws IOException when it cannot be read, is empty or holds something else
   */
  public static List<X509Certificate> read(Path pemFile) throws IOException {
    try (var in = Files.newInputStream(pemFile)) {
      var found = new ArrayList<X509Certificate>();
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        found.add((X509Certificate) certificate);
      }
      if (found.isEmpty()) {
        throw new IOException("no certificate in " + pemFile);
      }
      return found;
    } catch (CertificateException e) {
      throw new IOException("not a certificate file: " + pemFile, e);
    }
  }

  static Set<TrustAnchor> anchors(Collection<X509Certificate> extraRoots) {
    var anchors = new HashSet<TrustAnchor>();
    for (var root : roots(extraRoots)) {
      anchors.add(new TrustAnchor(root, null));
    }
    return anchors;
  }

  private static Set<X509Certificate> roots(Collection<X509Certificate> extraRoots) {
    var roots = new HashSet<>(extraRoots);
    try {
      var system = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      system.init((@Nullable KeyStore) null);
      for (var manager : system.getTrustManagers()) {
        if (manager instanceof X509TrustManager x509) {
          roots.addAll(List.of(x509.getAcceptedIssuers()));
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no trust store", e);
    }
    return roots;
  }
}
