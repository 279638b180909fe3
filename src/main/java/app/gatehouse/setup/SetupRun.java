package app.gatehouse.setup;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.NameReport;
import app.gatehouse.model.network.PortOutcome;
import app.gatehouse.model.plan.Answers;
import app.gatehouse.model.plan.Credentials;
import app.gatehouse.model.plan.Plan;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.status.OperationState;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The wizard without a window: asks for what is missing, shows the review, follows to the end. */
public final class SetupRun {
  private final ServiceApi service;
  private final Questions questions;
  private final Interview interview;
  private boolean rehearse;

  /**
   * @param random for a new API key; cryptographically strong outside tests
   */
  public SetupRun(ServiceApi service, Questions questions, RandomGenerator random) {
    this.service = service;
    this.questions = questions;
    this.interview = new Interview(service, questions, random);
  }

  /** Tries the order at the CA's test directory before the real one. */
  public SetupRun rehearsing(boolean value) {
    rehearse = value;
    return this;
  }

  /**
   * Blocks until the operation has ended.
   *
   * @param given what is known already, {@link Draft#empty} for nothing
   * @param known secrets that are known already
   * @throws ProblemException what was typed cannot be used, or the home or the name stands against
   *     it; nothing was changed then. Also {@code cancelled} when the review was declined
   */
  public SetupOutcome run(Answers given, Credentials known)
      throws ProblemException, InterruptedException {
    var defaults = SetupDefaults.of(service);
    var answers = interview.app(given, defaults);
    answers = interview.address(answers);
    var address = Setup.address(answers);
    if (rehearse && !address.kind().isPublic()) {
      throw Problem.error(ProblemCode.REHEARSAL_NOT_POSSIBLE)
          .variant("local")
          .with("name", address.displayName())
          .exception();
    }
    Optional<HomeReport> home = Optional.empty();
    Optional<NameReport> name = Optional.empty();
    if (address.kind().isPublic()) {
      home = Optional.of(checkHome(defaults));
      name = Optional.of(checkName(address));
    }
    answers = interview.guard(answers);
    var secrets = interview.secrets(answers, known);
    var terms = terms(answers, address, defaults);
    // The plan is checked in full before anybody is asked to agree to it.
    var plan =
        Setup.plan(Draft.of(answers).termsAgreed(true).answers(), secrets.credentials(), defaults);
    review(Review.of(plan, defaults, home.orElse(null), name.orElse(null), terms), terms);
    return carryOut(rehearse ? plan.rehearsed() : plan, secrets);
  }

  private HomeReport checkHome(SetupDefaults defaults) throws ProblemException {
    questions.tell("setup.checking.home", Map.of());
    var report = service.checkHome(defaults.ports());
    for (var check : report.checks()) {
      stopOrGoOn(check.problem());
    }
    var verdict = report.verdict();
    if (verdict.state() == PortOutcome.CLOSED) {
      stopOrGoOn(verdict.problem());
    } else if (verdict.problem() != null) {
      questions.tell(verdict.problem());
    }
    return report;
  }

  private NameReport checkName(SiteAddress address) throws ProblemException {
    questions.tell("setup.checking.name", Map.of("name", address.displayName()));
    var report = service.checkName(address);
    stopOrGoOn(report.problem());
    return report;
  }

  /** An error ends it, unless a person knows better; anything less is told. */
  private void stopOrGoOn(@Nullable Problem problem) throws ProblemException {
    if (problem == null) {
      return;
    }
    if (!problem.isError()) {
      questions.tell(problem);
      return;
    }
    var anyway = new Choice("go-on", "setup.choice.go-on", Map.of());
    var stop = new Choice("stop", "setup.choice.stop", Map.of());
    questions.tell(problem);
    var chosen = questions.choose("setup.ask.go-on", Map.of(), List.of(stop, anyway));
    if (!chosen.equals(Optional.of(anyway.id()))) {
      throw problem.exception();
    }
  }

  private Optional<URI> terms(Answers answers, SiteAddress address, SetupDefaults defaults)
      throws ProblemException {
    if (!address.kind().isPublic()) {
      return Optional.empty();
    }
    var chosen = answers.directory();
    return service.terms(chosen == null ? defaults.directory() : chosen);
  }

  private void review(List<ReviewLine> lines, Optional<URI> terms) throws ProblemException {
    for (var topic : ReviewTopic.values()) {
      var ofTopic = lines.stream().filter(line -> line.topic() == topic).toList();
      if (!ofTopic.isEmpty()) {
        questions.tell("review.topic." + topic.id(), Map.of());
        ofTopic.forEach(line -> questions.tell(line.key(), line.facts()));
      }
    }
    var agreed =
        terms.isPresent()
            ? questions.confirm(
                "setup.ask.start-and-agree", Map.of("terms", terms.get().toString()))
            : questions.confirm("setup.ask.start", Map.of());
    if (!agreed) {
      throw Problem.info(ProblemCode.CANCELLED).exception();
    }
  }

  private SetupOutcome carryOut(Plan plan, Interview.Secrets secrets)
      throws ProblemException, InterruptedException {
    takeBackFailed(plan);
    try (var watch = new OperationWatch(service, questions)) {
      var last = watch.toRest(service.start(plan, secrets.credentials()).id());
      while (last.state() == OperationState.FAILED) {
        var problem = last.problem();
        if (problem != null) {
          questions.tell(problem);
        }
        if (wantsRetry()) {
          service.retry(last.id());
        } else {
          service.cancel(last.id());
        }
        last = watch.toRest(last.id());
      }
      if (last.state() == OperationState.DONE
          && plan.site().protection().guard() == GuardKind.OPEN) {
        questions.tell("setup.done.open", Map.of());
      }
      return new SetupOutcome(last, secrets.newKey());
    }
  }

  private boolean wantsRetry() {
    return questions
        .choose(
            "setup.ask.retry",
            Map.of(),
            List.of(
                new Choice("retry", "setup.choice.retry", Map.of()),
                new Choice("undo", "setup.choice.undo", Map.of())))
        .equals(Optional.of("retry"));
  }

  /** What failed earlier for the same name and waits for somebody to decide makes room for this. */
  private void takeBackFailed(Plan plan) throws ProblemException, InterruptedException {
    for (var operation : service.operations()) {
      if (operation.state() == OperationState.FAILED
          && operation.site().name().equals(plan.site().name())) {
        questions.tell("setup.taking-back", Map.of("name", operation.site().displayName()));
        try (var watch = new OperationWatch(service, questions)) {
          service.cancel(operation.id());
          watch.toRest(operation.id());
        }
      }
    }
  }
}
