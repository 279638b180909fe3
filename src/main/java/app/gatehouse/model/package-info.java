/**
 * Immutable values that rooms share; no behaviour beyond checking themselves. Imports only {@code
 * problem}.
 */
@NullMarked
package app.gatehouse.model;

import org.jspecify.annotations.NullMarked;
