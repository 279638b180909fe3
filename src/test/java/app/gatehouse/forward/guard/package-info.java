/** Tests of who may pass. */
@NullMarked
package app.gatehouse.forward.guard;

import org.jspecify.annotations.NullMarked;
