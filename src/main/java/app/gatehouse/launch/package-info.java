/**
 * The mains and the hand-written wiring: the only place that knows every room, ends the process and
 * takes the real clock.
 *
 * <p>Start reading at {@link app.gatehouse.launch.GatehouseMain}.
 */
@NullMarked
package app.gatehouse.launch;

import org.jspecify.annotations.NullMarked;
