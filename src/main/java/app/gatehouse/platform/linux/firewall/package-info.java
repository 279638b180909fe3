/**
 * The firewall of this computer: which one is at work, and the one rule in it that is ours. What it
 * is is never remembered: our rule is found again by its label, so that whoever changes the
 * firewall by hand stays right. Decisions (what is there, what is missing) know no process.
 *
 * <p>Start reading at {@link app.gatehouse.platform.linux.firewall.Firewalls}.
 */
@NullMarked
package app.gatehouse.platform.linux.firewall;

import org.jspecify.annotations.NullMarked;
