package app.gatehouse.model.status;

/**
 * The running service about itself.
 *
 * @param home its state folder
 * @param listening whether the forwarder's ports are bound
 * @param offline whether its owner took everything offline, until further notice
 */
public record ServiceInfo(
    String version,
    long pid,
    String home,
    int httpPort,
    int httpsPort,
    boolean listening,
    boolean offline) {}
