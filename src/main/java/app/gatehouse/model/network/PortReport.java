package app.gatehouse.model.network;

/** The verdict on one port and address family. */
public record PortReport(int port, IpFamily family, PortOutcome outcome) {}
