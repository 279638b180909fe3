package app.gatehouse.model.status;

import app.gatehouse.problem.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something the owner is told once, whoever tells it: the tray, an e-mail.
 *
 * @param number grows by one, over restarts too, so that each teller knows what it told already
 * @param site its name
 * @param displayName as people read it
 * @param problem why; null when it is over
 */
public record Notice(
    long number,
    Instant at,
    NoticeKind kind,
    String site,
    String displayName,
    @Nullable Problem problem) {}
