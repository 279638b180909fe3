package app.gatehouse.cert;

/** Answers the CA's HTTP-01 questions (RFC 8555 section 8.3); the forwarder does it. */
public interface ChallengePublisher {

  /**
   * From the moment this returns, {@code http://<name>/.well-known/acme-challenge/<token>} answers
   * with the content.
   */
  void present(String token, String content);

  /** The token is no longer answered. Unknown tokens are ignored. */
  void remove(String token);
}
