/** Sixth page: the service at work, step by step. It works on when this page is closed. */
@NullMarked
package app.gatehouse.ui.wizard.working;

import org.jspecify.annotations.NullMarked;
