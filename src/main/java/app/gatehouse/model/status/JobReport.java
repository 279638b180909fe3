package app.gatehouse.model.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a job is with one site; also over restarts.
 *
 * @param lastTried null when it never had to do anything
 * @param lastWorked null when it never succeeded
 * @param next when it is tried again at the earliest; null when nobody knows
 * @param failures in a row, 0 when all is well
 */
public record JobReport(
    JobKind kind,
    @Nullable Instant lastTried,
    @Nullable Instant lastWorked,
    @Nullable Instant next,
    int failures) {}
