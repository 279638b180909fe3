package app.gatehouse.ui;

import app.gatehouse.model.status.StepState;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.setup.RootTrust;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A computer that trusts what it is told; says nothing of a root until a test gives it one. */
public final class FakeTrust implements RootTrust {
  public static final Root ROOT =
      new Root(
          "Gatehouse home root 0a1b2c3d",
          "AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89",
          Instant.parse("2036-11-27T00:00:00Z"));

  /** What was wished, in order. */
  public final List<String> wishes = new ArrayList<>();

  public ScriptedService.Answer<Root> root =
      ScriptedService.fails(Problem.error(ProblemCode.CERTIFICATE_MISSING).variant("root"));

  public ScriptedService.Answer<Outcome> system = () -> outcome(Place.SYSTEM, StepState.OK, null);

  private Optional<Root> trusted = Optional.empty();

  /** What becomes of a place. */
  public static Outcome outcome(Place place, StepState state, Problem problem) {
    return new Outcome(place, state, List.of(), problem);
  }

  @Override
  public Root root() throws ProblemException {
    return root.get();
  }

  @Override
  public Optional<Root> trusted() {
    return trusted;
  }

  @Override
  public List<Outcome> add() throws ProblemException {
    wishes.add("add");
    var told = told();
    trusted = Optional.of(ROOT);
    return told;
  }

  @Override
  public List<Outcome> remove() throws ProblemException {
    wishes.add("remove");
    var told = told();
    trusted = Optional.empty();
    return told;
  }

  private List<Outcome> told() throws ProblemException {
    return List.of(system.get(), outcome(Place.BROWSERS, StepState.OK, null));
  }
}
