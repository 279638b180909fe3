/**
 * Pure decisions over time: what is due when, and how a site is. Knows no clock of its own, no
 * files, no network and no other room; everything it decides on is passed in.
 *
 * <p>Start reading at {@link app.gatehouse.keeper.Due} and {@link app.gatehouse.keeper.SiteHealth}.
 */
@NullMarked
package app.gatehouse.keeper;

import org.jspecify.annotations.NullMarked;
