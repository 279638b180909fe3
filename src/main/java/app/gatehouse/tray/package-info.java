/**
 * The tray icon without an icon: what it shows and says, as values, and when. Knows no toolkit; a
 * {@link app.gatehouse.tray.TrayHost} draws, a {@link app.gatehouse.tray.Desk} opens windows.
 *
 * <p>Start reading at {@link app.gatehouse.tray.Tray}.
 */
@NullMarked
package app.gatehouse.tray;

import org.jspecify.annotations.NullMarked;
