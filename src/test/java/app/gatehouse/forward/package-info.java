/** Tests of the forwarder, against apps and clients over plain sockets that can misbehave. */
@NullMarked
package app.gatehouse.forward;

import org.jspecify.annotations.NullMarked;
