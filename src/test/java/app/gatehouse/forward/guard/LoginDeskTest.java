package app.gatehouse.forward.guard;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.forward.guard.LoginDesk.Result;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.CertificateChoice;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.Limits;
import app.gatehouse.model.site.Protection;
import app.gatehouse.model.site.Protection.UserAccount;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.site.Upstream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LoginDeskTest {
  private static final AddressKey HERE = new AddressKey(false, 1);
  private static final String PASSWORD = "correct horse";
  private static final Site SITE = site(new Passwords(new SecureRandom()).hash(PASSWORD));

  private final BrokenRandom random = new BrokenRandom();
  private final LoginDesk desk =
      new LoginDesk(
          new Sessions(new byte[32], Duration.ofDays(1), () -> Instant.EPOCH, random),
          1,
          () -> Instant.EPOCH);

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void sendsAwayWhoDoesNotFitAndHoldsItAgainstNobody() throws Exception {
    var working = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    desk.attempt(
        HERE,
        SITE,
        "bert",
        "x",
        result -> {
          working.countDown();
          awaitUninterruptibly(mayEnd);
        });
    working.await();
    desk.attempt(HERE, SITE, "carl", "x", result -> {});

    for (var i = 0; i < 30; i++) {
      assertThat(attempt()).isEqualTo(new Result.Busy());
    }
    mayEnd.countDown();
    assertThat(untilNotBusy()).isInstanceOf(Result.Welcome.class);
  }

  @Test
  void answersWhenTheCheckBreaksAndHoldsItAgainstNobody() throws Exception {
    random.broken = true;
    for (var i = 0; i < 10; i++) {
      assertThat(attempt()).isEqualTo(new Result.Busy());
    }
    random.broken = false;

    assertThat(attempt()).isInstanceOf(Result.Welcome.class);
  }

  @Test
  void stillCountsWrongPasswords() throws Exception {
    for (var i = 0; i < 3; i++) {
      assertThat(attempt("wrong")).isEqualTo(new Result.Wrong());
    }
    assertThat(attempt()).isInstanceOf(Result.Wait.class);
  }

  private Result attempt() throws InterruptedException {
    return attempt(PASSWORD);
  }

  private Result attempt(String password) throws InterruptedException {
    var answers = new ArrayBlockingQueue<Result>(2);
    desk.attempt(HERE, SITE, "anna", password, answers::add);
    return answers.poll(20, TimeUnit.SECONDS);
  }

  private Result untilNotBusy() throws InterruptedException {
    var result = attempt();
    while (result instanceof Result.Busy) {
      result = attempt();
    }
    return result;
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Site site(String hash) {
    return new Site(
        new SiteAddress(AddressKind.PRIVATE, "app.home.arpa"),
        new Upstream("127.0.0.1", 7860),
        "generic",
        new Protection(
            GuardKind.LOGIN, List.of(new UserAccount("anna", hash)), List.of(), Limits.PAGES),
        CertificateChoice.LOCAL_CA,
        false);
  }

  /** Fails on demand, as a computer without memory or entropy might in the middle of a check. */
  private static final class BrokenRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private volatile boolean broken;

    @Override
    public void nextBytes(byte[] bytes) {
      if (broken) {
        throw new IllegalStateException("no entropy");
      }
    }
  }
}
