/**
 * What is published, how it is, and what can be done about it. Knows nothing of the wizard: {@code
 * ui.DesktopWindow} leads from one to the other.
 *
 * <p>Start reading at {@link app.gatehouse.ui.dashboard.DashboardViewModel}.
 */
@NullMarked
package app.gatehouse.ui.dashboard;

import org.jspecify.annotations.NullMarked;
