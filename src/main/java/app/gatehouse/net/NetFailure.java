package app.gatehouse.net;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why a network call brought nothing.
 *
 * @param kind for decisions
 * @param detail for people who ask: what the system said
 */
public record NetFailure(Kind kind, String detail) implements HttpResult, TlsResult {
  /** What went wrong, as far as it can be told apart. */
  public enum Kind {
    /** The name does not resolve. */
    NAME_NOT_FOUND,
    /** Somebody answered that nobody listens there. */
    REFUSED,
    /** No way to that address from here. */
    NO_ROUTE,
    /** No answer, or not the whole of it, within the limit. */
    TIMEOUT,
    /** The other side speaks, but not TLS. */
    NOT_TLS,
    /** The certificate presented is not trusted, expired or for another name. */
    NOT_TRUSTED,
    /** The other side refuses the TLS handshake, for example an unknown server name. */
    TLS_REFUSED,
    /** The answer is not HTTP. */
    NOT_HTTP,
    /** The connection ended early, or something else. */
    BROKEN
  }

  static NetFailure of(Throwable thrown) {
    return new NetFailure(kind(thrown), describe(thrown));
  }

  private static Kind kind(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      var kind = kindOf(t);
      if (kind != null) {
        return kind;
      }
    }
    return Kind.BROKEN;
  }

  private static @Nullable Kind kindOf(Throwable t) {
    return switch (t) {
      case HttpTimeoutException e -> Kind.TIMEOUT;
      case TimeoutException e -> Kind.TIMEOUT;
      case SocketTimeoutException e -> Kind.TIMEOUT;
      case UnknownHostException e -> Kind.NAME_NOT_FOUND;
      case UnresolvedAddressException e -> Kind.NAME_NOT_FOUND;
      case NoRouteToHostException e -> Kind.NO_ROUTE;
      case ConnectException e -> connect(e);
      case SSLException e -> tls(e);
      case ProtocolException e -> Kind.NOT_HTTP;
      case InterruptedIOException e -> Kind.TIMEOUT;
      case IOException e -> plain(e);
      default -> null;
    };
  }

  private static @Nullable Kind connect(ConnectException e) {
    var message = String.valueOf(e.getMessage());
    if (message.contains("refused")) {
      return Kind.REFUSED;
    }
    if (message.contains("timed out")) {
      return Kind.TIMEOUT;
    }
    if (message.contains("unreachable")) {
      return Kind.NO_ROUTE;
    }
    // java.net.http tries once more on a channel that is closed by then, and forgets why; a name
    // that does not resolve is still told by its cause.
    var cause = e.getCause();
    return cause == null || cause instanceof ClosedChannelException ? Kind.REFUSED : null;
  }

  private static Kind tls(SSLException e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof CertificateException || t instanceof CertPathValidatorException) {
        return Kind.NOT_TRUSTED;
      }
    }
    var message = String.valueOf(e.getMessage());
    if (message.contains("plaintext") || message.contains("Unsupported or unrecognized")) {
      return Kind.NOT_TLS;
    }
    return message.contains("alert") ? Kind.TLS_REFUSED : Kind.BROKEN;
  }

  private static @Nullable Kind plain(IOException e) {
    var message = String.valueOf(e.getMessage());
    if (message.contains("unreachable")) {
      return Kind.NO_ROUTE;
    }
    if (message.contains("received no bytes")) {
      return Kind.BROKEN;
    }
    if (message.contains("Invalid status line") || message.contains("header parser")) {
      return Kind.NOT_HTTP;
    }
    return null;
  }

  private static String describe(Throwable thrown) {
    Throwable deepest = thrown;
    while (deepest.getMessage() == null && deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    var message = deepest.getMessage();
    var name = deepest.getClass().getSimpleName();
    return message == null ? name : name + ": " + message;
  }
}
