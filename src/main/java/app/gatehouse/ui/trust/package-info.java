/**
 * The page that says whether this computer trusts the root of the private addresses, and changes
 * that.
 *
 * <p>Start reading at {@link app.gatehouse.ui.trust.TrustPageModel}.
 */
@NullMarked
package app.gatehouse.ui.trust;

import org.jspecify.annotations.NullMarked;
