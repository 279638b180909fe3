package app.gatehouse.cert;

import java.util.List;

/** The names of what an issue reaches, in order. Stable: message keys and tests rely on them. */
public final class Milestones {
  /** The CA knows our account. */
  public static final String ACCOUNT_READY = "account-ready";

  /** The order's address is on disk: from here on no second order is needed. */
  public static final String ORDER_PLACED = "order-placed";

  /** The answer to the CA's question is published; the CA was not yet told to look. */
  public static final String CHALLENGE_SET = "challenge-set";

  /** The certificate's private key is on disk. */
  public static final String KEY_WRITTEN = "key-written";

  /** The CA saw our answer and accepted it. */
  public static final String VALIDATED = "validated";

  /** The CA signed the certificate. */
  public static final String FINALIZED = "finalized";

  /** Key and chain are on disk as the new generation. */
  public static final String CHAIN_WRITTEN = "chain-written";

  /** Leftovers are removed; the caller gets the certificate next. */
  public static final String HANDED_OVER = "handed-over";

  /**
   * All of them with a new order of an ACME CA. The local CA and a stored certificate reach only
   * the last ones; an order that is taken up again leaves out what is behind it.
   */
  public static final List<String> ALL =
      List.of(
          ACCOUNT_READY,
          ORDER_PLACED,
          CHALLENGE_SET,
          KEY_WRITTEN,
          VALIDATED,
          FINALIZED,
          CHAIN_WRITTEN,
          HANDED_OVER);

  private Milestones() {}

  /** The key of the words for people. */
  public static String messageKey(String milestone) {
    return "progress." + milestone;
  }
}
