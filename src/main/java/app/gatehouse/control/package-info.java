/**
 * The channel between clients (window, command line) and the service. {@link
 * app.gatehouse.control.ServiceApi} is the one interface both sides speak; it has a remote and an
 * in-process implementation, held together by one contract test.
 */
@NullMarked
package app.gatehouse.control;

import org.jspecify.annotations.NullMarked;
