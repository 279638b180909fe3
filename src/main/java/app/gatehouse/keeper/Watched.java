package app.gatehouse.keeper;

import app.gatehouse.model.status.SiteStatus;
import app.gatehouse.problem.Problem;
import java.time.Duration;
import java.util.Optional;

/**
 * A site as the alerts look at it.
 *
 * @param lifetime of its certificate; empty when it has none
 * @param renewal why its renewal failed last; empty when it did not
 * @param failures of its renewal in a row
 */
public record Watched(
    SiteStatus site, Optional<Duration> lifetime, Optional<Problem> renewal, int failures) {}
