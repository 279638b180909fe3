/**
 * Linux: the socket table, routes and power settings, read from {@code /proc} and {@code /sys}
 * without privileges. What this user may not see is left out.
 */
@NullMarked
package app.gatehouse.platform.linux;

import org.jspecify.annotations.NullMarked;
