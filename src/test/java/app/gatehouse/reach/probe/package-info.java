/** Tests of the proof from outside. */
@NullMarked
package app.gatehouse.reach.probe;

import org.jspecify.annotations.NullMarked;
