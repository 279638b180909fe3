package app.gatehouse.model.network;

import java.util.List;

/**
 * The verdict on one port and address family.
 *
 * @param port as seen from the internet
 * @param by the parties on whose word it rests; nobody while it is unknown
 */
public record PortReport(int port, IpFamily family, PortOutcome outcome, List<String> by) {
  public PortReport {
    by = List.copyOf(by);
  }

  public static PortReport unknown(int port, IpFamily family) {
    return new PortReport(port, family, PortOutcome.UNKNOWN, List.of());
  }
}
