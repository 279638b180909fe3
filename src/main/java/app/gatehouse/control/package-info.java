/**
 * The channel between clients (window, command line) and the service. {@link
 * app.gatehouse.control.ServiceApi} is the one interface both sides speak; it has a remote and an
 * in-process implementation, held together by one contract test.
 *
 * <p>On the wire: a Unix-domain socket; each message is JSON behind its length in four bytes, at
 * most 1 MiB. Both sides say {@code hello} with their version first. Requests carry an id, replies
 * repeat it, and so do parts of an answer that are known before; snapshots of operations are
 * pushed. Secrets travel towards the service only, and no message is ever logged. Knows nothing of
 * what the service does.
 *
 * <p>Start reading at {@link app.gatehouse.control.ControlServer} and {@link
 * app.gatehouse.control.Method}, the table of what can be asked.
 */
@NullMarked
package app.gatehouse.control;

import org.jspecify.annotations.NullMarked;
