/**
 * What the service does by itself over time: renew certificates and mappings, try ports again.
 * Driven by an injected clock, so that tests step through months without waiting.
 *
 * <p>Start reading at {@link app.gatehouse.service.job.JobLoop}.
 */
@NullMarked
package app.gatehouse.service.job;

import org.jspecify.annotations.NullMarked;
