/** Fifth page: everything that will change, and the last word before it does. */
@NullMarked
package app.gatehouse.ui.wizard.review;

import org.jspecify.annotations.NullMarked;
