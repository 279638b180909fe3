/**
 * Tells the owner what has gone wrong and what is over again, each once: decides when, keeps what
 * was told over restarts, and hands it to whoever tells it.
 */
@NullMarked
package app.gatehouse.service.alert;

import org.jspecify.annotations.NullMarked;
