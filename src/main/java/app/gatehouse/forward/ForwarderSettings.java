package app.gatehouse.forward;

import java.time.Duration;

/**
 * How the forwarder listens and what it bounds.
 *
 * @param listenAddress an IP address literal, or empty for all addresses of both families
 * @param httpPort 0 lets the system choose
 * @param httpsPort 0 lets the system choose
 * @param sessionSecret signs session cookies; at least 32 random bytes, kept over restarts
 * @param timeouts how long what may take
 * @param bounds how much of what at once
 */
public record ForwarderSettings(
    String listenAddress,
    int httpPort,
    int httpsPort,
    byte[] sessionSecret,
    Timeouts timeouts,
    Bounds bounds) {

  private static final int MIN_SECRET = 32;

  public ForwarderSettings {
    if (sessionSecret.length < MIN_SECRET) {
      throw new IllegalArgumentException("the session secret is too short");
    }
    sessionSecret = sessionSecret.clone();
  }

  /** All addresses, the given ports, default limits. */
  public static ForwarderSettings of(int httpPort, int httpsPort, byte[] sessionSecret) {
    return new ForwarderSettings(
        "", httpPort, httpsPort, sessionSecret, Timeouts.DEFAULTS, Bounds.DEFAULTS);
  }

  public ForwarderSettings withListenAddress(String address) {
    return new ForwarderSettings(address, httpPort, httpsPort, sessionSecret, timeouts, bounds);
  }

  public ForwarderSettings withTimeouts(Timeouts other) {
    return new ForwarderSettings(listenAddress, httpPort, httpsPort, sessionSecret, other, bounds);
  }

  public ForwarderSettings withBounds(Bounds other) {
    return new ForwarderSettings(
        listenAddress, httpPort, httpsPort, sessionSecret, timeouts, other);
  }

  @Override
  public byte[] sessionSecret() {
    return sessionSecret.clone();
  }

  @Override
  public String toString() {
    return "ForwarderSettings[" + listenAddress + " " + httpPort + " " + httpsPort + "]";
  }

  /**
   * Zero means no limit. Streams and WebSockets have none: an app may be silent for hours while it
   * works.
   *
   * @param handshake from the connection's first byte to the end of the TLS handshake
   * @param requestHead from a request's first byte, or from the handshake, to the end of its head
   * @param keepAlive between two requests of one client connection
   * @param stalledBody without a byte of a body that the app would take, or of an answer that the
   *     client would
   * @param connect to an app
   * @param firstByte from the end of the request to the app's answer
   * @param pooled for how long an unused connection to an app is kept
   * @param drain for running requests when the forwarder closes
   * @param session how long somebody stays signed in
   * @param hsts how long browsers insist on HTTPS for public names; zero sends no such header
   */
  public record Timeouts(
      Duration handshake,
      Duration requestHead,
      Duration keepAlive,
      Duration stalledBody,
      Duration connect,
      Duration firstByte,
      Duration pooled,
      Duration drain,
      Duration session,
      Duration hsts) {
    public static final Timeouts DEFAULTS =
        new Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(75),
            Duration.ofMinutes(5),
            Duration.ofSeconds(3),
            Duration.ofHours(6),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofDays(14),
            Duration.ofDays(1));
  }

  /**
   * @param connections client connections in all
   * @param connectionsPerAddress client connections of one address (IPv6: of one /64 network)
   * @param headBytes a request's line and headers
   * @param headerCount a request's headers
   * @param pooledPerLoop unused connections to one app that one event loop keeps
   * @param waitingLogins sign-in attempts waiting for the password check
   */
  public record Bounds(
      int connections,
      int connectionsPerAddress,
      int headBytes,
      int headerCount,
      int pooledPerLoop,
      int waitingLogins) {
    public static final Bounds DEFAULTS = new Bounds(8000, 256, 32 * 1024, 100, 64, 16);
  }
}
