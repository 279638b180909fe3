package app.gatehouse.model.certificate;

/** How control over a name is proven to a CA (RFC 8555 section 8, RFC 8737). */
public enum ChallengeKind {
  AUTO,
  HTTP_01,
  TLS_ALPN_01,
  DNS_01
}
