/**
 * A page beside the way: everything tried with the built-in sample app, nothing installed, all
 * deleted afterwards.
 */
@NullMarked
package app.gatehouse.ui.wizard.trial;

import org.jspecify.annotations.NullMarked;
