package app.gatehouse.model.plan;

import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.Upstream;
import org.jspecify.annotations.Nullable;

/**
 * What shall be otherwise with a site that exists; its name and certificate stay.
 *
 * @param app where requests go from now on; null leaves it
 * @param guard what is asked from now on, by credentials that come beside; null leaves it
 * @param openConsent whether publishing without protection was consented to
 */
public record SiteChange(@Nullable Upstream app, @Nullable GuardKind guard, boolean openConsent) {}
