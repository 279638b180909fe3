package app.gatehouse.net;

/**
 * Which CA may issue for a name (RFC 8659).
 *
 * @param critical whether a CA that does not know the tag must not issue
 * @param tag lower case, such as {@code issue}
 */
public record CaaRecord(boolean critical, String tag, String value) {}
