package app.gatehouse.model.certificate;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a TLS server needs. Never leaves the service.
 *
 * @param chain leaf first, as the CA sent it; not empty
 * @param key the leaf's private key
 */
public record TlsMaterial(List<X509Certificate> chain, PrivateKey key) {
  public TlsMaterial {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("a chain has at least its leaf");
    }
  }

  public X509Certificate leaf() {
    return chain.getFirst();
  }

  @Override
  public String toString() {
    return "TlsMaterial[" + leaf().getSubjectX500Principal() + "]";
  }
}
