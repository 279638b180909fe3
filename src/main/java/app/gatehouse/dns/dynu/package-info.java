/** Dynu: free names below many endings, and own domains. */
@NullMarked
package app.gatehouse.dns.dynu;

import org.jspecify.annotations.NullMarked;
