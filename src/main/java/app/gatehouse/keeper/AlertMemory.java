package app.gatehouse.keeper;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a site between two looks, so that each trouble is told once.
 *
 * @param badSince when it was first seen that visitors do not get what they should; null while they
 *     do
 * @param wellSince when it was first seen that a trouble that was told is over; null else
 * @param isBadTold whether the owner knows of it
 * @param isRenewalTold whether the owner knows that the renewal fails
 */
public record AlertMemory(
    @Nullable Instant badSince,
    @Nullable Instant wellSince,
    boolean isBadTold,
    boolean isRenewalTold) {
  public static final AlertMemory NOTHING = new AlertMemory(null, null, false, false);
}
