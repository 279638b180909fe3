/**
 * The tray icon by AWT: on Windows and macOS, and in Linux panels that know no other kind. Nothing
 * else of Gatehouse touches AWT.
 */
@NullMarked
package app.gatehouse.ui.tray;

import org.jspecify.annotations.NullMarked;
