/**
 * What a person does by hand, shown step by step; a part of a page, not a page. Knows no service:
 * what was found about the home is given to it.
 */
@NullMarked
package app.gatehouse.ui.guide;

import org.jspecify.annotations.NullMarked;
