package app.gatehouse.ui.wizard.trial;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.network.CheckResult;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.ui.PageTest;
import app.gatehouse.ui.shared.Trials;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialViewModelTest extends PageTest {
  private final List<URI> opened = new ArrayList<>();
  private final List<String> closed = new ArrayList<>();
  private Trials trials = Running::new;
  private final TrialViewModel page =
      new TrialViewModel(session, () -> trials.start(), opened::add);

  @Test
  void opensTheSampleAppAndEndsItWhenLeft() {
    page.entered(frame);
    page.primary(frame);
    assertThat(opened).containsExactly(URI.create("https://localhost:41443/"));

    page.left();

    assertThat(closed).containsExactly("closed");
    assertThat(page.trial().get()).isNull();
  }

  @Test
  void triesAgainAfterAProblem() {
    trials =
        () -> {
          throw Problem.error(ProblemCode.STORAGE_FULL).exception();
        };
    page.entered(frame);
    assertThat(page.problem().get().code()).isEqualTo(ProblemCode.STORAGE_FULL);

    trials = Running::new;
    page.primary(frame);

    assertThat(page.problem().get()).isNull();
    assertThat(page.trial().get()).isNotNull();
  }

  private final class Running implements Trials.Trial {
    @Override
    public String url() {
      return "https://localhost:41443/";
    }

    @Override
    public Path root() {
      return Path.of("root.pem");
    }

    @Override
    public List<CheckResult> checks() {
      return List.of();
    }

    @Override
    public void close() {
      closed.add("closed");
    }
  }
}
