/** Second page: can the internet reach this home? Shows what was read; changes nothing. */
@NullMarked
package app.gatehouse.ui.wizard.home;

import org.jspecify.annotations.NullMarked;
