/**
 * The tray icon, its menu and notifications over the D-Bus: {@code org.kde.StatusNotifierItem},
 * {@code com.canonical.dbusmenu} and {@code org.freedesktop.Notifications}. Interfaces and
 * structures are written as those specifications name them; dbus-java finds them by reflection.
 *
 * <p>Start reading at {@link app.gatehouse.platform.linux.tray.DbusTrayHost}.
 */
@NullMarked
package app.gatehouse.platform.linux.tray;

import org.jspecify.annotations.NullMarked;
