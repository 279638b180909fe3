package app.gatehouse.model.site;

/**
 * One public name that forwards to one app.
 *
 * @param address the public name; its host is the site's identity
 * @param app where requests go
 * @param preset what the app was recognised as
 * @param protection who may pass
 * @param certificate where the certificate comes from
 * @param paused whether visitors get a "taken offline" page instead of the app
 */
public record Site(
    SiteAddress address,
    Upstream app,
    String preset,
    Protection protection,
    CertificateChoice certificate,
    boolean paused) {

  /** The site's identity: its host. */
  public String name() {
    return address.host();
  }

  public Site withProtection(Protection other) {
    return new Site(address, app, preset, other, certificate, paused);
  }

  /** The same for another app. */
  public Site withApp(Upstream other, String itsPreset) {
    return new Site(address, other, itsPreset, protection, certificate, paused);
  }

  public Site withPaused(boolean value) {
    return new Site(address, app, preset, protection, certificate, value);
  }
}
