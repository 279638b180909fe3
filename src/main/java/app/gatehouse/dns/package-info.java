/**
 * Keeps names pointing at this home. A provider is one package below and plays the roles that its
 * interface can.
 *
 * <p>Start reading at {@link app.gatehouse.dns.AddressUpdater}.
 */
@NullMarked
package app.gatehouse.dns;

import org.jspecify.annotations.NullMarked;
