package app.gatehouse.model.network;

/** The two address families; always tested apart. */
public enum IpFamily {
  IPV4,
  IPV6
}
