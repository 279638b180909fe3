package app.gatehouse.model.alert;

/** How the way to a mail server is encrypted. */
public enum MailSecurity {
  /** From the first byte on (RFC 8314), usually at port 465. */
  TLS,
  /** Begins in clear and must turn to TLS before anything is said (RFC 3207), usually at 587. */
  STARTTLS,
  /** Not at all: for a server on this computer. */
  NONE
}
