package app.gatehouse.launch;

import java.util.Objects;

/** Which Gatehouse this is. */
final class Version {
  /** As built; without a jar it is a developer's own. */
  static final String SHORT =
      Objects.requireNonNullElse(
          Version.class.getPackage().getImplementationVersion(), "development");

  /** With what it runs on. */
  static final String LONG =
      "Gatehouse "
          + SHORT
          + " (Java "
          + Runtime.version()
          + ", "
          + System.getProperty("os.name")
          + " "
          + System.getProperty("os.arch")
          + ")";

  private Version() {}
}
