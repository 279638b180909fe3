package app.gatehouse.cert;

import app.gatehouse.model.site.Site;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.state.FileNames;
import app.gatehouse.state.Folders;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Complete orders whose files lie in a folder of their own, which is gone afterwards. Callers see
 * to it that nobody does anything else for the same host at once.
 */
final class Rehearsals {
  private final Path folder;
  private final AcmeIssue.Parts real;
  private final Consumer<Problem> notices;

  /**
   * @param real of which connections and accounts are used, and nothing is written but accounts
   */
  Rehearsals(Path folder, AcmeIssue.Parts real, Consumer<Problem> notices) {
    this.folder = folder;
    this.real = real;
    this.notices = notices;
  }

  /**
   * Holds one; the certificate and its key are thrown away.
   *
   * @throws ProblemException what a real order would have met
   */
  void hold(
      Site site,
      URI directory,
      boolean termsAgreed,
      ChallengePublisher publisher,
      IssueListener listener)
      throws ProblemException, InterruptedException {
    var own = folder.resolve(FileNames.of(site.name()));
    // Also before: a crash may have left something.
    Folders.delete(own);
    try {
      var parts =
          new AcmeIssue.Parts(
              real.connections(),
              real.accounts(),
              new PendingOrders(own.resolve("pending"), real.clock(), notices),
              new CertificateStore(own.resolve("hosts"), real.clock(), notices),
              real.poll(),
              real.clock());
      new AcmeIssue(site.name(), directory, parts, publisher, listener).rehearse(termsAgreed);
    } finally {
      Folders.delete(own);
    }
  }

  /** Removes what a crash left behind. */
  void tidyUp() throws ProblemException {
    Folders.delete(folder);
  }
}
