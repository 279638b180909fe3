/**
 * Files on disk. A home is one owner-only folder; its files are written whole or not at all, carry
 * a schema number, and are set aside and reported when they cannot be read, never silently
 * replaced. Knows nothing of what the values mean, of networks or of threads of others.
 *
 * <p>Start reading at {@link app.gatehouse.state.Home}, then {@link app.gatehouse.state.JsonFile}.
 */
@NullMarked
package app.gatehouse.state;

import org.jspecify.annotations.NullMarked;
