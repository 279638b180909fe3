package app.gatehouse.net;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a TLS server showed: its chain, unchecked, and its answer.
 *
 * @param chain leaf first, as sent
 * @param answer its answer to the request
 */
public record TlsServed(List<X509Certificate> chain, HttpAnswer answer) implements TlsResult {
  public TlsServed {
    chain = List.copyOf(chain);
  }

  public X509Certificate leaf() {
    return chain.getFirst();
  }
}
