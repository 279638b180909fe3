/**
 * Carries out a plan: steps with apply and undo, every transition written to a journal before and
 * after it, so that a crash anywhere is followed by going on, never by starting over or by
 * leftovers.
 *
 * <p>Start reading at {@link app.gatehouse.service.operation.OperationRunner}.
 */
@NullMarked
package app.gatehouse.service.operation;

import org.jspecify.annotations.NullMarked;
