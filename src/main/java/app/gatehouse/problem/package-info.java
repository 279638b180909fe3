/**
 * The catalogue of what can go wrong, as values: code, severity, facts. The words live in the
 * message bundle (see {@code text}). Imports no other room, so that every room may speak of
 * problems.
 *
 * <p>Start reading at {@link app.gatehouse.problem.Problem}.
 */
@NullMarked
package app.gatehouse.problem;

import org.jspecify.annotations.NullMarked;
