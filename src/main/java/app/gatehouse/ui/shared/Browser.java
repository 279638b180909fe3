package app.gatehouse.ui.shared;

import java.net.URI;

/** Opens an address in the user's web browser; returns at once. */
public interface Browser {
  void open(URI address);
}
