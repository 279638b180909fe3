/** Hurricane Electric's free name servers, for own domains. */
@NullMarked
package app.gatehouse.dns.he;

import org.jspecify.annotations.NullMarked;
