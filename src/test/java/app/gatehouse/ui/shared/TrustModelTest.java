package app.gatehouse.ui.shared;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.status.StepState;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.setup.RootTrust.Outcome;
import app.gatehouse.setup.RootTrust.Place;
import app.gatehouse.ui.FakeTrust;
import app.gatehouse.ui.InlineTaskRunner;
import app.gatehouse.ui.ScriptedService;
import app.gatehouse.ui.shared.TrustModel.Doing;
import org.junit.jupiter.api.Test;

class TrustModelTest {
  private final FakeTrust computer = new FakeTrust();
  private final TrustModel model = new TrustModel(() -> computer, new InlineTaskRunner());

  @Test
  void namesTheRootAndDoesNothingBySight() {
    computer.root = () -> FakeTrust.ROOT;
    model.entered();

    assertThat(model.root().get()).isEqualTo(FakeTrust.ROOT);
    assertThat(model.trusted().get()).isFalse();
    assertThat(computer.wishes).isEmpty();
  }

  @Test
  void trustsItAndTakesItBack() {
    computer.root = () -> FakeTrust.ROOT;
    model.entered();
    model.trust();

    assertThat(model.trusted().get()).isTrue();
    assertThat(model.told().get().outcomes())
        .extracting(Outcome::id)
        .containsExactly(Place.SYSTEM, Place.BROWSERS);
    model.untrust();

    assertThat(model.trusted().get()).isFalse();
    assertThat(computer.wishes).containsExactly("add", "remove");
    assertThat(model.doing().get()).isEqualTo(Doing.NOTHING);
  }

  @Test
  void saysWhatBecameOfThePlaceThatWasRefusedAndCanTryAgain() {
    var refused = Problem.error(ProblemCode.NO_PERMISSION);
    computer.root = () -> FakeTrust.ROOT;
    computer.system = () -> FakeTrust.outcome(Place.SYSTEM, StepState.FAILED, refused);
    model.entered();
    model.trust();
    assertThat(model.told().get().outcomes().getFirst().problem()).isEqualTo(refused);

    computer.system = () -> FakeTrust.outcome(Place.SYSTEM, StepState.OK, null);
    model.trust();
    assertThat(model.told().get().outcomes()).allMatch(outcome -> outcome.state() == StepState.OK);
  }

  @Test
  void wishesNothingTwiceNorBeforeTheRootIsKnown() {
    model.entered();
    assertThat(model.problem().get().code()).isEqualTo(ProblemCode.CERTIFICATE_MISSING);
    model.trust();
    assertThat(computer.wishes).isEmpty();

    computer.root = () -> FakeTrust.ROOT;
    computer.system = ScriptedService.never();
    model.entered();
    assertThat(model.problem().get()).isNull();
    model.trust();
    model.trust();
    model.untrust();
    assertThat(computer.wishes).containsExactly("add");
    assertThat(model.doing().get()).isEqualTo(Doing.TRUSTING);
  }

  @Test
  void saysWhyAWishFailedAsAWhole() {
    computer.root = () -> FakeTrust.ROOT;
    computer.system = ScriptedService.fails(Problem.error(ProblemCode.CERTIFICATE_MISSING));
    model.entered();
    model.trust();

    assertThat(model.problem().get().code()).isEqualTo(ProblemCode.CERTIFICATE_MISSING);
    assertThat(model.doing().get()).isEqualTo(Doing.NOTHING);
  }
}
