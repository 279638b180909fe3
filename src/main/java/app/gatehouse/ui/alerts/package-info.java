/**
 * The page that says who is told of trouble when nobody looks: by e-mail, by a web hook, or by
 * neither. What is set up shows without secrets; what is secret is typed anew.
 *
 * <p>Start reading at {@link app.gatehouse.ui.alerts.AlertsViewModel}.
 */
@NullMarked
package app.gatehouse.ui.alerts;

import org.jspecify.annotations.NullMarked;
