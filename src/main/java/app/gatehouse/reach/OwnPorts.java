package app.gatehouse.reach;

import java.util.function.IntPredicate;

/**
 * Where Gatehouse listens on this computer. Behind a router, visitors come to 80 and 443 and are
 * led to these; on a computer with a public address of its own every port is what it is.
 *
 * @param http plain HTTP
 * @param https HTTPS
 * @param isOpen whether Gatehouse listens on a port at the moment
 */
public record OwnPorts(int http, int https, IntPredicate isOpen) {
  private static final int USUAL_HTTP = 80;
  private static final int USUAL_HTTPS = 443;

  /** The port of this computer that stands behind one of the router's outer side. */
  int behind(int outer) {
    return switch (outer) {
      case USUAL_HTTP -> http;
      case USUAL_HTTPS -> https;
      default -> outer;
    };
  }

  boolean isPlain(int port) {
    return port == USUAL_HTTP || port == http;
  }
}
