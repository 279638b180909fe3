package app.gatehouse.ui.shared;

import java.nio.file.Path;

/** Knows where the local certificate authority keeps its public half. */
public interface LocalRoots {

  /**
   * The PEM file of the root that signs for a host. Pure: looks at no file.
   *
   * @param home the service's state folder
   */
  Path file(Path home, String host);
}
