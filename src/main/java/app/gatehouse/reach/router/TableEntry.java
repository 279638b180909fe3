package app.gatehouse.reach.router;

/** What a router's table of mappings says of one TCP port of its outer side. */
public sealed interface TableEntry {

  /** PCP and NAT-PMP show no table, and this router speaks nothing else. */
  record Hidden() implements TableEntry {}

  /** Nobody has the port, as far as the table tells. */
  record None() implements TableEntry {}

  /**
   * @param client the device that it leads to, an address; empty when the router names none
   * @param port the port there; 0 when the router does not say
   * @param label who made it, as anybody at home may have written it; made safe to show
   * @param here whether that device is this computer
   * @param ours whether some Gatehouse made it, by the label
   */
  record Taken(String client, int port, String label, boolean here, boolean ours)
      implements TableEntry {}
}
