/**
 * The forwarder: takes requests from the internet on two ports and passes them to apps on this
 * computer. The four messages of an exchange are called {@code clientRequest}, {@code
 * upstreamRequest}, {@code upstreamResponse} and {@code clientResponse}.
 *
 * <p>Knows sites, certificates and pages; must not know where they come from (ACME, files, the
 * wizard). Everything that happens on a connection happens on its event loop, and nothing there
 * blocks.
 *
 * <p>Start reading at {@link app.gatehouse.forward.Forwarder}, then {@code ClientConnection} and
 * {@code Exchange}. Which headers reach an app: {@code HeaderRules}.
 */
@NullMarked
package app.gatehouse.forward;

import org.jspecify.annotations.NullMarked;
