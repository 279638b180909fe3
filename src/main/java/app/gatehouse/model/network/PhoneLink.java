package app.gatehouse.model.network;

/**
 * What a phone on mobile data opens, so that its visit proves a port.
 *
 * @param port as seen from the internet
 * @param url plain HTTP whatever the port: a certificate warning would stop people
 */
public record PhoneLink(int port, String url) {}
