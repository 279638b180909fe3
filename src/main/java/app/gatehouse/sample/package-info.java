/**
 * A small web app to try Gatehouse with: it does what AI apps do (takes an upload, tells progress
 * as server-sent events, talks over a WebSocket) and keeps nothing. It knows nothing of the
 * forwarder before it; its page uses relative addresses only, so that it works behind any address.
 *
 * <p>Start reading at {@link app.gatehouse.sample.SampleApp}.
 */
@NullMarked
package app.gatehouse.sample;

import org.jspecify.annotations.NullMarked;
