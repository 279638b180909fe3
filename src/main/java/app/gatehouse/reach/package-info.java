/**
 * Is this home reachable? Looks at ports, addresses, router and name, and says what stands in the
 * way. Only reads: nothing lasting is changed here.
 *
 * <p>Must not claim that a port is open without proof from outside. Knows nothing of sites, of
 * certificates or of the forwarder.
 *
 * <p>Start reading at {@link app.gatehouse.reach.HomeCheck}.
 */
@NullMarked
package app.gatehouse.reach;

import org.jspecify.annotations.NullMarked;
