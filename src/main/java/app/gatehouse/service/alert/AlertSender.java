package app.gatehouse.service.alert;

import app.gatehouse.alert.AlertMessage;
import app.gatehouse.model.alert.MailChannel;
import app.gatehouse.problem.ProblemException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Gets messages out of the house. Both block for a minute at most. */
public interface AlertSender {

  /**
   * @throws ProblemException {@code alert-not-sent}
   */
  void mail(MailChannel channel, @Nullable String password, AlertMessage message)
      throws ProblemException, InterruptedException;

  /**
   * @throws ProblemException {@code alert-not-sent}
   */
  void post(URI address, AlertMessage message) throws ProblemException, InterruptedException;
}
