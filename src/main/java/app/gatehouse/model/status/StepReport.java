package app.gatehouse.model.status;

import app.gatehouse.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * @param id the step's {@link app.gatehouse.model.plan.StepKind#id()}
 * @param progress what it is doing just now, as a message key suffix ({@code progress.<progress>}),
 *     or null
 */
public record StepReport(
    String id, StepState state, @Nullable String progress, @Nullable Problem problem) {}
