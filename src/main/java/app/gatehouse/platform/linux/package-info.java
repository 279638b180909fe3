/**
 * Linux: the socket table, routes and power settings, read from {@code /proc} and {@code /sys}
 * without privileges. What this user may not see is left out. And what is changed on request:
 * systemd's units and the list of trusted certificates here, the firewall in a package of its own;
 * {@link app.gatehouse.platform.linux.Elevation} leads to who may do that.
 */
@NullMarked
package app.gatehouse.platform.linux;

import org.jspecify.annotations.NullMarked;
