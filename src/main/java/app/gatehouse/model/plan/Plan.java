package app.gatehouse.model.plan;

import app.gatehouse.model.site.Site;
import java.util.ArrayList;
import java.util.List;

/**
 * What shall be done, as a value. Its site's protection holds no users and keys yet: secrets travel
 * beside it as {@link Credentials} and are hashed by the service.
 *
 * @param site what will exist afterwards
 * @param steps in order
 * @param termsAgreed whether the user agreed to the CA's terms
 */
public record Plan(Site site, List<StepKind> steps, boolean termsAgreed) {
  public Plan {
    steps = List.copyOf(steps);
  }

  /** Whether the order is tried at the CA's test directory first. */
  public boolean isRehearsed() {
    return steps.contains(StepKind.REHEARSE);
  }

  /** The same with such a rehearsal, right before the certificate. */
  public Plan rehearsed() {
    var more = new ArrayList<>(steps);
    more.add(steps.indexOf(StepKind.CERTIFICATE), StepKind.REHEARSE);
    return new Plan(site, more, termsAgreed);
  }
}
