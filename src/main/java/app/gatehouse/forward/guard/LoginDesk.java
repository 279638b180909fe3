package app.gatehouse.forward.guard;

import app.gatehouse.model.site.Protection.UserAccount;
import app.gatehouse.model.site.Site;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks names and passwords, one at a time and off the event loops: each check takes memory and
 * time on purpose. Who does not fit into the short queue is sent away.
 */
public final class LoginDesk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LoginDesk.class);

  /** Checked for unknown users, so that they take as long as known ones. Nobody's password. */
  private static final String NOBODY =
      "$argon2id$v=19$m=9216,t=4,p=1$Z2F0ZWhvdXNlLW5vYm9keQ"
          + "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

  private static final int MAX_PASSWORD = 1024;
  private static final int MAX_NAME = 256;

  private final Sessions sessions;
  private final LoginAttempts attempts;
  private final ThreadPoolExecutor worker;

  /**
   * @param waiting how many attempts may wait for the one being checked
   */
  public LoginDesk(Sessions sessions, int waiting, InstantSource clock) {
    this.sessions = sessions;
    this.attempts = new LoginAttempts(clock);
    this.worker =
        new ThreadPoolExecutor(
            1,
            1,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            Thread.ofPlatform().daemon().name("forwarder-login").factory());
    worker.allowCoreThreadTimeOut(true);
  }

  /**
   * Checks an attempt; returns at once.
   *
   * @param answer called once, on this thread or on the desk's own
   */
  public void attempt(
      AddressKey address, Site site, String name, String password, Consumer<Result> answer) {
    if (name.length() > MAX_NAME || password.length() > MAX_PASSWORD) {
      answer.accept(new Result.Wrong());
      return;
    }
    var wait = attempts.begin(address, site.name(), name);
    if (wait.isPositive()) {
      answer.accept(new Result.Wait(wait));
      return;
    }
    try {
      worker.execute(() -> answer.accept(checkedOrBusy(address, site, name, password)));
    } catch (RejectedExecutionException e) {
      attempts.withdraw(address, site.name(), name);
      answer.accept(new Result.Busy());
    }
  }

  /** Whatever becomes of the check, there is an answer, and it costs nobody an attempt. */
  private Result checkedOrBusy(AddressKey address, Site site, String name, String password) {
    try {
      return check(address, site, name, password);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("A password could not be checked", e);
      attempts.withdraw(address, site.name(), name);
      return new Result.Busy();
    }
  }

  private Result check(AddressKey address, Site site, String name, String password) {
    var user = site.protection().users().stream().filter(u -> u.name().equals(name)).findFirst();
    var right = Passwords.verify(password, user.map(UserAccount::passwordHash).orElse(NOBODY));
    if (!right || user.isEmpty()) {
      return new Result.Wrong();
    }
    attempts.succeeded(address, site.name(), name);
    return new Result.Welcome(sessions.begin(site, user.get()));
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }

  /** What came of an attempt. */
  public sealed interface Result {
    /**
     * @param setCookie the header value that signs the user in
     */
    record Welcome(String setCookie) implements Result {}

    record Wrong() implements Result {}

    /**
     * Too many failures before: the password was not even looked at.
     *
     * @param left when the next attempt may be made
     */
    record Wait(Duration left) implements Result {}

    /** Too many people sign in at this moment. */
    record Busy() implements Result {}
  }
}
