/**
 * Who may pass to an app: login, API keys and how often one address may call. Decides and says what
 * to answer as values; knows neither sockets nor HTML, so that every rule can be tested in a table.
 *
 * <p>Start reading at {@code Guard}.
 */
@NullMarked
package app.gatehouse.forward.guard;

import org.jspecify.annotations.NullMarked;
