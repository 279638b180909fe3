/**
 * Looks again and again from outside at the sites that are public: whether visitors still get in.
 *
 * <p>Must ask nobody before the owner was told who is asked.
 *
 * <p>Start reading at {@link app.gatehouse.service.outside.OutsideJob}.
 */
@NullMarked
package app.gatehouse.service.outside;

import org.jspecify.annotations.NullMarked;
