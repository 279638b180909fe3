/** deSEC: free names below dedyn.io, and own domains. */
@NullMarked
package app.gatehouse.dns.desec;

import org.jspecify.annotations.NullMarked;
