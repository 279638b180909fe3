/** Last page: the address, and what happens from now on. */
@NullMarked
package app.gatehouse.ui.wizard.done;

import org.jspecify.annotations.NullMarked;
