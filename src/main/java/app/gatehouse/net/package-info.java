/**
 * Small network tools: HTTP, TLS, DNS, ports, and facts about addresses. Each call has a limit for
 * everything it does together and ends at once when its thread is interrupted. An expected failure
 * is a {@link app.gatehouse.net.NetFailure}; which problem that is for the user, the caller knows.
 * Knows nothing of sites, apps or CAs.
 *
 * <p>Start reading at {@link app.gatehouse.net.HttpFetch} and {@link app.gatehouse.net.TimeLimit}.
 */
@NullMarked
package app.gatehouse.net;

import org.jspecify.annotations.NullMarked;
