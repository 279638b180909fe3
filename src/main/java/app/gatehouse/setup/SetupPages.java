package app.gatehouse.setup;

import app.gatehouse.model.plan.Answers;
import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.model.status.OperationState;
import app.gatehouse.problem.ProblemException;
import java.util.List;
import java.util.Optional;

/** The order of the wizard's pages: what comes next, what came before, where a draft goes on. */
public final class SetupPages {
  private SetupPages() {}

  public static List<SetupPage> all() {
    return List.of(SetupPage.values());
  }

  /** The page after this one; empty after the last. */
  public static Optional<SetupPage> next(SetupPage page) {
    var next = all().indexOf(page) + 1;
    return next < all().size() ? Optional.of(all().get(next)) : Optional.empty();
  }

  /** The page to go back to; empty where there is no way back. */
  public static Optional<SetupPage> back(SetupPage page) {
    return switch (page) {
      case HOME, ADDRESS, PROTECTION, REVIEW -> Optional.of(all().get(all().indexOf(page) - 1));
      // While it is being done there is "cancel" instead, and what is done is done.
      case APP, WORKING, DONE -> Optional.empty();
    };
  }

  /** Whether people may leave a page without waiting for its answer. */
  public static boolean maySkip(SetupPage page) {
    return page == SetupPage.HOME;
  }

  /** Whether the page's own answers suffice to go on. Secrets are not looked at. */
  public static boolean isAnswered(SetupPage page, Answers answers, SetupDefaults defaults) {
    try {
      switch (page) {
        case APP -> Setup.app(answers, defaults);
        case ADDRESS -> Setup.address(answers);
        case PROTECTION -> {
          // A password is never kept in a draft, so only the choice itself can be there.
          return answers.guard() != null;
        }
        case HOME, REVIEW, WORKING, DONE -> {}
      }
      return true;
    } catch (ProblemException e) {
      return false;
    }
  }

  /**
   * The operation that a wizard opens with: one under way or waiting, else the one that came to its
   * end after the window was closed over it. Empty when neither is there.
   */
  public static Optional<OperationSnapshot> resumed(
      Optional<Answers> draft, List<OperationSnapshot> operations) {
    return operations.stream()
        .filter(operation -> !operation.state().isFinal() || isEndOf(draft, operation))
        .reduce((first, last) -> last);
  }

  private static boolean isEndOf(Optional<Answers> draft, OperationSnapshot operation) {
    // Whoever saw the end has no draft any more, or one for another app.
    return operation.state() == OperationState.DONE
        && draft
            .filter(answers -> answers.page().equals(SetupPage.WORKING.id()))
            .filter(answers -> isFor(operation.site().name(), answers))
            .isPresent();
  }

  private static boolean isFor(String host, Answers answers) {
    try {
      return Setup.address(answers).host().equals(host);
    } catch (ProblemException e) {
      return false;
    }
  }

  /**
   * The page a wizard opens with: the work if there is some under way or waiting, its end if nobody
   * has seen that yet, else the page the draft was left on, but never beyond one whose answers are
   * missing. Since secrets are not kept, a draft never goes on behind the page that asks for them.
   */
  public static SetupPage resume(
      Optional<Answers> draft, List<OperationSnapshot> operations, SetupDefaults defaults) {
    var operation = resumed(draft, operations);
    if (operation.isPresent()) {
      return operation.get().state().isFinal() ? SetupPage.DONE : SetupPage.WORKING;
    }
    if (draft.isEmpty()) {
      return SetupPage.APP;
    }
    var answers = draft.get();
    var wanted = SetupPage.of(answers.page()).orElse(SetupPage.APP);
    for (var page : all()) {
      if (page == wanted || page == SetupPage.PROTECTION || !isAnswered(page, answers, defaults)) {
        return page;
      }
    }
    return SetupPage.APP;
  }
}
