/**
 * Takes care of what a home holds. Today: one report for people who help.
 *
 * <p>Start reading at {@link app.gatehouse.care.Report}.
 */
@NullMarked
package app.gatehouse.care;

import org.jspecify.annotations.NullMarked;
