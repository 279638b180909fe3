package app.gatehouse.ui.shared;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection for the whole window: given out again as long as it works, made anew when it is
 * broken. Safe for all threads.
 */
public final class KeptConnection implements ServiceConnector {
  private static final Logger LOG = LoggerFactory.getLogger(KeptConnection.class);

  private final ServiceConnector connector;
  private @Nullable ServiceApi kept;

  public KeptConnection(ServiceConnector connector) {
    this.connector = connector;
  }

  @Override
  public synchronized ServiceApi connect() throws ProblemException, InterruptedException {
    var known = kept;
    if (known != null) {
      if (works(known)) {
        return known;
      }
      kept = null;
      known.close();
    }
    var made = connector.connect();
    kept = made;
    return made;
  }

  private static boolean works(ServiceApi service) {
    try {
      service.info();
      return true;
    } catch (ProblemException e) {
      LOG.debug("The connection is of no use any more: {}", e.getMessage());
      return false;
    }
  }
}
