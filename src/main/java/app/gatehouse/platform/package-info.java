/**
 * What differs between operating systems: implements the small interfaces that {@code apps}, {@code
 * reach}, {@code service} and {@code tray} declare. Only here may other programs be started.
 *
 * <p>Start reading at {@link app.gatehouse.platform.Platform}.
 */
@NullMarked
package app.gatehouse.platform;

import org.jspecify.annotations.NullMarked;
