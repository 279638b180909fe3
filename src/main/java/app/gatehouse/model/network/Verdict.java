package app.gatehouse.model.network;

import app.gatehouse.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * One answer to "can the internet reach this home?".
 *
 * @param problem why not, or what would decide it; null only when open
 */
public record Verdict(PortOutcome state, @Nullable Problem problem) {}
