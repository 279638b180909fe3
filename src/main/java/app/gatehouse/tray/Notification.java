package app.gatehouse.tray;

import app.gatehouse.problem.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A few words that appear by themselves. Plain text throughout.
 *
 * @param action label of the button; null for a notification without one
 * @param command what the button, or a click on the notification, does; null for nothing
 */
public record Notification(
    String title,
    String body,
    Severity severity,
    @Nullable String action,
    @Nullable TrayCommand command) {}
