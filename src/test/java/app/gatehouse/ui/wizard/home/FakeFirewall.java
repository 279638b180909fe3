package app.gatehouse.ui.wizard.home;

import app.gatehouse.control.HomeFirewall;
import app.gatehouse.model.network.FirewallReport;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens whatever it is asked to, unless it is told to refuse. */
final class FakeFirewall implements HomeFirewall {
  final List<Set<Integer>> opened = new ArrayList<>();
  @Nullable Problem refusal;

  @Override
  public Optional<FirewallReport> read(Set<Integer> ports) {
    return Optional.empty();
  }

  @Override
  public void open(Set<Integer> ports) throws ProblemException {
    if (refusal != null) {
      throw refusal.exception();
    }
    opened.add(ports);
  }
}
