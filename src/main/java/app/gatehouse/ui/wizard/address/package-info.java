/** Third page: the public name. */
@NullMarked
package app.gatehouse.ui.wizard.address;

import org.jspecify.annotations.NullMarked;
