package app.gatehouse.forward;

import app.gatehouse.forward.guard.Guard;
import app.gatehouse.model.site.Site;
import io.netty.handler.ssl.SslContext;
import java.security.cert.X509Certificate;

/**
 * A site as it is served at this moment.
 *
 * @param tls what new connections to it use
 * @param leaf the certificate in {@code tls}
 */
record PublishedSite(Site site, Guard guard, SslContext tls, X509Certificate leaf) {}
