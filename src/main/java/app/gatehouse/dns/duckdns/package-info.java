/** DuckDNS: free names below duckdns.org. */
@NullMarked
package app.gatehouse.dns.duckdns;

import org.jspecify.annotations.NullMarked;
