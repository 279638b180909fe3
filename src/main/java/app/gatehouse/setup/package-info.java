/**
 * The wizard without a window: what was typed is checked and becomes a plan, the plan becomes the
 * lines of a review, and a headless walk asks for what is missing. Knows no window, no terminal, no
 * network and no texts: it speaks through {@link app.gatehouse.setup.Questions} and in keys.
 *
 * <p>Start reading at {@link app.gatehouse.setup.Setup} (answers to plan), then {@link
 * app.gatehouse.setup.SetupPages} (order of the pages) and {@link app.gatehouse.setup.SetupRun}.
 */
@NullMarked
package app.gatehouse.setup;

import org.jspecify.annotations.NullMarked;
