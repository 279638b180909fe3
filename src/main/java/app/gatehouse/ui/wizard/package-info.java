/**
 * The wizard's frame: the rail of pages, the two buttons, questions over a page, the state without
 * a service. Puts the pages together; no page knows another.
 *
 * <p>Start reading at {@link app.gatehouse.ui.wizard.WizardViewModel}.
 */
@NullMarked
package app.gatehouse.ui.wizard;

import org.jspecify.annotations.NullMarked;
