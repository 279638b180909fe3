/**
 * What tests share: real servers to test against and small tools around them.
 *
 * <p>A server that cannot be had on this system skips the test with a reason ({@link
 * app.gatehouse.support.Servers#require}); {@code src/docs/testing.md} says how that is reported.
 * Knows nothing of the product's rooms. Start reading at {@link app.gatehouse.support.Servers}.
 */
@NullMarked
package app.gatehouse.support;

import org.jspecify.annotations.NullMarked;
