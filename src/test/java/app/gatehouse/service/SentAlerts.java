package app.gatehouse.service;

import app.gatehouse.alert.AlertMessage;
import app.gatehouse.model.alert.MailChannel;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.service.alert.AlertSender;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps what is sent, unless it is told to refuse. */
final class SentAlerts implements AlertSender {
  final List<AlertMessage> mails = new CopyOnWriteArrayList<>();
  final List<AlertMessage> posts = new CopyOnWriteArrayList<>();
  volatile @Nullable Problem refusal;

  @Override
  public void mail(MailChannel channel, @Nullable String password, AlertMessage message)
      throws ProblemException {
    refuse();
    mails.add(message);
  }

  @Override
  public void post(URI address, AlertMessage message) throws ProblemException {
    refuse();
    posts.add(message);
  }

  private void refuse() throws ProblemException {
    var problem = refusal;
    if (problem != null) {
      throw problem.exception();
    }
  }
}
