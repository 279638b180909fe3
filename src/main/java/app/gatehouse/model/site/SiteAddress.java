package app.gatehouse.model.site;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.net.IDN;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The public name of a site.
 *
 * @param kind where the name comes from
 * @param host a lower-case DNS name in its ASCII form without a trailing dot, or an IP address
 *     literal (IPv6 without brackets, in its canonical form)
 */
public record SiteAddress(AddressKind kind, String host) {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  /**
   * Reads a name as people type it: surrounding space, upper case, a trailing dot and international
   * characters (RFC 5890) are understood.
   *
   * @throws ProblemException {@code name-not-valid} with the fact {@code name} and a variant that
   *     says why
   */
  public static SiteAddress of(AddressKind kind, String typed) throws ProblemException {
    var name = typed.strip();
    if (name.indexOf(':') >= 0 && isIpLiteral(name)) {
      return new SiteAddress(ofIp(kind, typed), canonicalIp(name));
    }
    var ascii = name.isEmpty() ? "" : ascii(typed, name);
    // Only now, since a trailing dot or wide digits do not make a name of an address.
    if (isIpLiteral(ascii)) {
      return new SiteAddress(ofIp(kind, typed), canonicalIp(ascii));
    }
    if (kind == AddressKind.PUBLIC_IP) {
      throw invalid(typed, "not-an-ip");
    }
    return new SiteAddress(kind, dnsName(typed, ascii));
  }

  /** What {@link #of} makes of a name; what is none stays as it is, in lower case. */
  public static String canonical(String typed) {
    try {
      return of(AddressKind.PRIVATE, typed).host();
    } catch (ProblemException e) {
      return typed.strip().toLowerCase(Locale.ROOT);
    }
  }

  private static AddressKind ofIp(AddressKind kind, String typed) throws ProblemException {
    if (kind == AddressKind.PUBLIC_IP || kind == AddressKind.PRIVATE) {
      return kind;
    }
    throw invalid(typed, "ip");
  }

  private static String ascii(String typed, String name) throws ProblemException {
    if (name.contains("://") || name.contains("/")) {
      throw invalid(typed, "url");
    }
    if (name.chars().anyMatch(Character::isWhitespace)) {
      throw invalid(typed, "space");
    }
    // Chinese input methods write the ideographic full stop for the dot.
    var dotted = name.replace('。', '.').toLowerCase(Locale.ROOT);
    try {
      var ascii =
          IDN.toASCII(dotted.endsWith(".") ? dotted.substring(0, dotted.length() - 1) : dotted);
      return ascii.toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw invalid(typed, "characters");
    }
  }

  private static String dnsName(String typed, String ascii) throws ProblemException {
    if (ascii.isEmpty()) {
      throw invalid(typed, "empty");
    }
    if (ascii.length() > 253) {
      throw invalid(typed, "long");
    }
    for (var label : ascii.split("\\.", -1)) {
      if (!LABEL.matcher(label).matches()) {
        throw invalid(typed, "characters");
      }
    }
    return ascii;
  }

  /** Whether this is a bare IP address rather than a name. */
  public boolean isIp() {
    return isIpLiteral(host);
  }

  /** The name as people read it, international characters restored. */
  public String displayName() {
    return isIp() ? host : IDN.toUnicode(host);
  }

  /** The address to open in a browser; the port only when it is not 443. */
  public String url(int httpsPort) {
    var name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return "https://" + name + (httpsPort == 443 ? "/" : ":" + httpsPort + "/");
  }

  private static boolean isIpLiteral(String name) {
    return IPV4.matcher(name).matches() || name.indexOf(':') >= 0 && !name.contains("/");
  }

  private static String canonicalIp(String literal) throws ProblemException {
    if (literal.indexOf('%') >= 0) {
      // A zone (RFC 4007) means something on this computer only.
      throw invalid(literal, "characters");
    }
    try {
      return InetAddress.ofLiteral(literal).getHostAddress();
    } catch (IllegalArgumentException e) {
      throw invalid(literal, "characters");
    }
  }

  private static ProblemException invalid(String name, String variant) {
    return Problem.error(ProblemCode.NAME_NOT_VALID)
        .with("name", name.strip())
        .variant(variant)
        .exception();
  }
}
