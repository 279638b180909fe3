package app.gatehouse.cert;

import app.gatehouse.model.certificate.CertificateFacts;
import app.gatehouse.model.certificate.TlsMaterial;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A certificate as it lies in the store, with its key.
 *
 * @param tls chain and key
 * @param facts what is public about the leaf
 * @param generation counts up from 1 for each host
 * @param directory the ACME directory it came from, or null for the local CA
 */
public record StoredCertificate(
    TlsMaterial tls, CertificateFacts facts, int generation, @Nullable URI directory) {}
