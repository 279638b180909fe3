/**
 * The window program. Talks to the service only, through {@code control.ServiceApi}; keeps no state
 * of its own and holds no keys.
 *
 * <p>Start reading at {@link app.gatehouse.ui.DesktopApp}, then {@link
 * app.gatehouse.ui.DesktopWindow}, {@code ui.dashboard}, {@code ui.wizard}, and the pages beside
 * the dashboard, {@code ui.change} and {@code ui.alerts}.
 */
@NullMarked
package app.gatehouse.ui;

import org.jspecify.annotations.NullMarked;
