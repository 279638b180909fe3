package app.gatehouse.model.status;

import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.problem.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A site's row in {@code gatehouse status}.
 *
 * @param displayName as people read it
 * @param guard what visitors are asked for
 * @param jobs what the service does for it by itself, each kind at most once
 */
public record SiteStatus(
    String name,
    String displayName,
    String app,
    AddressKind address,
    String url,
    GuardKind guard,
    @Nullable CertificateStatus certificate,
    Health state,
    boolean paused,
    List<Problem> problems,
    List<JobReport> jobs) {
  public SiteStatus {
    problems = List.copyOf(problems);
    jobs = List.copyOf(jobs);
  }

  /**
   * @param served whether the forwarder was last seen serving exactly this certificate
   */
  public record CertificateStatus(
      Instant notAfter, Instant renewAt, String issuer, boolean served) {}
}
