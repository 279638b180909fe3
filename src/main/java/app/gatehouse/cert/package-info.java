/**
 * Certificates from order to renewal: ACME accounts and orders (RFC 8555), the local CA, the store
 * of keys and chains, and the decision when to renew. Knows nothing of the forwarder: challenges
 * are handed to a {@link app.gatehouse.cert.ChallengePublisher}.
 *
 * <p>Start reading at {@link app.gatehouse.cert.Certificates}.
 */
@NullMarked
package app.gatehouse.cert;

import org.jspecify.annotations.NullMarked;
