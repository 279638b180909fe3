/**
 * What the pages share: the session they work on, the way to start work, and small controls such as
 * the problem banner and the check row. Knows no page.
 *
 * <p>Start reading at {@link app.gatehouse.ui.shared.SetupSession} and {@link
 * app.gatehouse.ui.shared.PageModel}.
 */
@NullMarked
package app.gatehouse.ui.shared;

import org.jspecify.annotations.NullMarked;
