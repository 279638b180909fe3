/**
 * Asks the router to forward ports, by UPnP IGD, PCP or NAT-PMP, and to let IPv6 in.
 *
 * <p>Anything on the local network may answer a search, so nothing that comes from there is
 * believed before it was looked at: who sent it, where it points, how large it is, that it declares
 * no entities. The library weupnp sends actions and reads their answers, but over connections of
 * ours, which pass on only what was looked at.
 *
 * <p>Must not touch a mapping that is not ours. Start reading at {@link
 * app.gatehouse.reach.router.Router}, then {@code PortMapper}; for IPv6 at {@link
 * app.gatehouse.reach.router.Pinholes}.
 */
@NullMarked
package app.gatehouse.reach.router;

import org.jspecify.annotations.NullMarked;
