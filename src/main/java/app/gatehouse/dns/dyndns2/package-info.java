/** Any server that takes updates in the form "dyndns2". */
@NullMarked
package app.gatehouse.dns.dyndns2;

import org.jspecify.annotations.NullMarked;
