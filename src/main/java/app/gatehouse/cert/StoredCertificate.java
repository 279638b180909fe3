package app.gatehouse.cert;

import app.gatehouse.model.certificate.CertificateFacts;
import app.gatehouse.model.certificate.TlsMaterial;
import app.gatehouse.problem.Problem;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A certificate as it lies in the store, with its key.
 *
 * @param tls chain and key
 * @param facts what is public about the leaf
 * @param generation counts up from 1 for each host
 * @param directory the ACME directory it came from, or null for the local CA
 * @param remarks why newer generations could not be used, newest first; empty when this is the
 *     newest
 */
public record StoredCertificate(
    TlsMaterial tls,
    CertificateFacts facts,
    int generation,
    @Nullable URI directory,
    List<Problem> remarks) {
  public StoredCertificate {
    remarks = List.copyOf(remarks);
  }
}
