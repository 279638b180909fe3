/**
 * Proof from outside: parties on the internet fetch a random token of ours, and only what arrives
 * here counts. Which parties there are, and how each is asked, is data.
 *
 * <p>Must not change anything but what is listened to while a proof runs. Knows nothing of routers
 * and of verdicts about the whole home.
 *
 * <p>Start reading at {@link app.gatehouse.reach.probe.OutsideProof}.
 */
@NullMarked
package app.gatehouse.reach.probe;

import org.jspecify.annotations.NullMarked;
