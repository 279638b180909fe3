/** FreeDNS (afraid.org): names below domains that others share. */
@NullMarked
package app.gatehouse.dns.freedns;

import org.jspecify.annotations.NullMarked;
