package app.gatehouse.model.network;

import app.gatehouse.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a name leads.
 *
 * @param host the name asked for
 * @param addresses what it resolves to, both families
 * @param pointsHere true only when at least one address is known to be this home's
 * @param problem what is wrong or not known, null when all is well
 */
public record NameReport(
    String host, List<String> addresses, boolean pointsHere, @Nullable Problem problem) {
  public NameReport {
    addresses = List.copyOf(addresses);
  }
}
