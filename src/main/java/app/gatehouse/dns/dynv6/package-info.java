/** dynv6: free names below many endings, and own domains. */
@NullMarked
package app.gatehouse.dns.dynv6;

import org.jspecify.annotations.NullMarked;
