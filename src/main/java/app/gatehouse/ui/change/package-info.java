/**
 * The page that changes a site that exists: another app, or something else asked at its door.
 * Secrets typed here go to the service and are forgotten with the page.
 */
@NullMarked
package app.gatehouse.ui.change;

import org.jspecify.annotations.NullMarked;
