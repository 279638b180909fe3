/** No-IP: free names that have to be confirmed every month. */
@NullMarked
package app.gatehouse.dns.noip;

import org.jspecify.annotations.NullMarked;
