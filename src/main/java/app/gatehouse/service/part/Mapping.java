package app.gatehouse.service.part;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A router's port forward that is ours to keep and to take back.
 *
 * @param outerPort on the router
 * @param innerPort on this computer
 * @param granted when the router last agreed
 * @param lease for how long; null means until told otherwise
 */
public record Mapping(int outerPort, int innerPort, Instant granted, @Nullable Duration lease) {}
