/**
 * The window program. Talks to the service only, through {@code control.ServiceApi}; keeps no state
 * of its own and holds no keys.
 *
 * <p>Start reading at {@link app.gatehouse.ui.DesktopApp}, then {@link
 * app.gatehouse.ui.DesktopWindow}, {@code ui.dashboard} and {@code ui.wizard}.
 */
@NullMarked
package app.gatehouse.ui;

import org.jspecify.annotations.NullMarked;
