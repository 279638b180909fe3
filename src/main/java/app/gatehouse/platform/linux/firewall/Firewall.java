package app.gatehouse.platform.linux.firewall;

import app.gatehouse.model.network.FirewallReport;
import app.gatehouse.problem.ProblemException;
import java.util.Optional;

/** One kind of firewall. Every call may throw {@code system-change-failed}. */
interface Firewall {
  /** Marks what is ours; people who look at their firewall see it, too. */
  String LABEL = "gatehouse";

  /** What people call it. */
  String name();

  /** Whether it is this one that decides about visitors. */
  boolean isActive();

  /** What it does with visitors of these ports; empty where it does not decide about them. */
  Optional<FirewallReport> read(Ports ports) throws ProblemException;

  /** Lets visitors in; afterwards ours is one rule, for these ports. */
  Opening.Outcome open(Ports ports) throws ProblemException;

  /** Takes ours back, also where this firewall is not active; returns whether it was there. */
  boolean close() throws ProblemException;
}
