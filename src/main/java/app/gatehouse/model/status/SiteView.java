package app.gatehouse.model.status;

import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.Site;

/**
 * A site as clients may see it: no users, no keys, not even hashes.
 *
 * @param app the app's address
 * @param url what to open in a browser
 */
public record SiteView(
    String name,
    String displayName,
    AddressKind address,
    String app,
    String preset,
    GuardKind guard,
    String url,
    boolean paused) {

  public static SiteView of(Site site, int httpsPort) {
    return new SiteView(
        site.name(),
        site.address().displayName(),
        site.address().kind(),
        site.app().url(),
        site.preset(),
        site.protection().guard(),
        site.address().url(httpsPort),
        site.paused());
  }
}
