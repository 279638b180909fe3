package app.gatehouse.ui.shared;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.plan.Answers;
import app.gatehouse.problem.Problem;
import app.gatehouse.setup.Draft;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DraftKeeperTest {
  private final Pauses pauses = new Pauses();
  private final List<String> begun = new ArrayList<>();
  private final Deque<Consumer<Boolean>> underWay = new ArrayDeque<>();
  private final List<String> told = new ArrayList<>();
  private final DraftKeeper keeper =
      new DraftKeeper(
          pauses,
          (draft, done) -> {
            begun.add(draft.map(Answers::app).orElse("nothing"));
            underWay.add(done);
          });

  private static Answers typed(String app) {
    return Draft.empty().app(app).answers();
  }

  private void answer(boolean worked) {
    underWay.remove().accept(worked);
  }

  @Test
  void writesOnlyAMomentAfterTheLastKey() {
    keeper.keepSoon(typed("7"));
    keeper.keepSoon(typed("78"));
    assertThat(begun).isEmpty();

    pauses.pass();

    assertThat(begun).containsExactly("78");
  }

  @Test
  void writesOneAfterTheOtherAndTheNewestLast() {
    keeper.keepNow(Optional.of(typed("1")));
    keeper.keepNow(Optional.of(typed("2")));
    keeper.keepNow(Optional.empty());
    assertThat(begun).containsExactly("1");

    answer(true);

    assertThat(begun).containsExactly("1", "nothing");
  }

  @Test
  void writesNothingTwice() {
    keeper.found(typed("1"));
    keeper.keepNow(Optional.of(typed("1")));
    assertThat(begun).isEmpty();
  }

  @Test
  void tellsWhenAllIsKept() {
    keeper.finish(() -> told.add("nothing to do"));
    keeper.keepSoon(typed("1"));
    keeper.finish(() -> told.add("kept"));
    assertThat(told).containsExactly("nothing to do");
    assertThat(begun).containsExactly("1");

    answer(true);

    assertThat(told).containsExactly("nothing to do", "kept");
    pauses.pass();
    assertThat(begun).hasSize(1);
  }

  @Test
  void holdsNobodyUpWhenItCannotBeKeptAndTriesAgainWithTheNextChange() {
    keeper.keepNow(Optional.of(typed("1")));
    keeper.finish(() -> told.add("gone on"));
    answer(false);
    assertThat(told).containsExactly("gone on");
    assertThat(begun).containsExactly("1");

    keeper.keepNow(Optional.of(typed("1")));

    assertThat(begun).containsExactly("1", "1");
  }

  /** Lets time pass when the test says so. */
  private static final class Pauses implements TaskRunner {
    private final List<Runnable> waiting = new ArrayList<>();

    void pass() {
      var due = List.copyOf(waiting);
      waiting.clear();
      due.forEach(Runnable::run);
    }

    @Override
    public Task after(Duration pause, Runnable action) {
      waiting.add(action);
      return () -> waiting.remove(action);
    }

    @Override
    public <T> Task run(Work<T> work, Consumer<T> done, Consumer<Problem> failed) {
      throw new AssertionError("not expected");
    }

    @Override
    public void later(Runnable action) {
      throw new AssertionError("not expected");
    }
  }
}
