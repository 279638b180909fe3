/**
 * What a person does by hand when no button can do it, step by step and with the home's own
 * addresses filled in. Texts and routers are data ({@code resources/guide}); what is shown to whom
 * is decided by pure functions. Knows nothing of windows and terminals.
 *
 * <p>Start reading at {@link app.gatehouse.guide.Guides}.
 */
@NullMarked
package app.gatehouse.guide;

import org.jspecify.annotations.NullMarked;
