package app.gatehouse.ui;

import static app.gatehouse.ui.Facts.NOW;

import app.gatehouse.model.plan.StepKind;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.status.Health;
import app.gatehouse.model.status.JobKind;
import app.gatehouse.model.status.JobReport;
import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.model.status.OperationState;
import app.gatehouse.model.status.ServiceInfo;
import app.gatehouse.model.status.SiteStatus;
import app.gatehouse.model.status.SiteView;
import app.gatehouse.model.status.StatusReport;
import app.gatehouse.model.status.StepReport;
import app.gatehouse.model.status.StepState;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Sites as a service might tell of them. */
public final class FactsOfSites {
  public static final SiteStatus.CertificateStatus CERTIFICATE =
      new SiteStatus.CertificateStatus(
          NOW.plus(Duration.ofDays(77)), NOW.plus(Duration.ofDays(47)), "R11", true);

  private FactsOfSites() {}

  /** A site that works, looked at two minutes ago. */
  public static SiteStatus good(String name) {
    return new SiteStatus(
        name,
        name,
        "http://127.0.0.1:7860",
        AddressKind.OWN_DOMAIN,
        "https://" + name + "/",
        GuardKind.LOGIN,
        CERTIFICATE,
        Health.OK,
        false,
        List.of(),
        goodJobs());
  }

  public static List<JobReport> goodJobs() {
    return List.of(
        new JobReport(JobKind.RENEWAL, null, null, NOW.plus(Duration.ofDays(47)), 0),
        job(JobKind.SERVED, Duration.ofMinutes(2), Duration.ofMinutes(58)),
        job(JobKind.MAPPING, Duration.ofMinutes(25), Duration.ofMinutes(5)),
        job(JobKind.PINHOLE, Duration.ofSeconds(30), Duration.ofSeconds(15)),
        job(JobKind.APP, Duration.ofSeconds(20), Duration.ofSeconds(40)),
        job(JobKind.OUTSIDE, Duration.ofHours(5), Duration.ofHours(19)));
  }

  private static JobReport job(JobKind kind, Duration ago, Duration in) {
    return new JobReport(kind, NOW.minus(ago), NOW.minus(ago), NOW.plus(in), 0);
  }

  public static SiteStatus failing(String name) {
    var certificate =
        new SiteStatus.CertificateStatus(
            NOW.plus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(21)), "R11", true);
    var problem =
        Problem.warning(ProblemCode.CA_TIMEOUT_DURING_CONNECT)
            .with("address", "203.0.113.7")
            .with("name", name)
            .detail("urn:ietf:params:acme:error:connection: Timeout during connect");
    var renewal =
        new JobReport(
            JobKind.RENEWAL,
            NOW.minus(Duration.ofMinutes(50)),
            NOW.minus(Duration.ofDays(80)),
            NOW.plus(Duration.ofHours(3)),
            4);
    var good = good(name);
    return new SiteStatus(
        name,
        good.displayName(),
        good.app(),
        good.address(),
        good.url(),
        good.guard(),
        certificate,
        Health.ATTENTION,
        false,
        List.of(problem),
        Stream.concat(Stream.of(renewal), goodJobs().stream().skip(1)).toList());
  }

  public static SiteStatus broken(String name, String displayName) {
    var app = "http://127.0.0.1:5000";
    return new SiteStatus(
        name,
        displayName,
        app,
        AddressKind.OWN_DOMAIN,
        "https://" + name + "/",
        GuardKind.LOGIN,
        CERTIFICATE,
        Health.BROKEN,
        false,
        List.of(Problem.error(ProblemCode.APP_NOT_RUNNING).with("address", app)),
        goodJobs());
  }

  public static SiteStatus paused(SiteStatus site) {
    return new SiteStatus(
        site.name(),
        site.displayName(),
        site.app(),
        site.address(),
        site.url(),
        site.guard(),
        site.certificate(),
        site.state(),
        true,
        site.problems(),
        site.jobs());
  }

  /** The same at an address of the local network. */
  public static SiteStatus inPrivate(SiteStatus site) {
    return new SiteStatus(
        site.name(),
        site.displayName(),
        site.app(),
        AddressKind.PRIVATE,
        site.url(),
        site.guard(),
        site.certificate(),
        site.state(),
        site.paused(),
        site.problems(),
        site.jobs());
  }

  /** As the service says it while everything is offline. */
  public static SiteStatus offline(SiteStatus site) {
    return new SiteStatus(
        site.name(),
        site.displayName(),
        site.app(),
        site.address(),
        site.url(),
        site.guard(),
        site.certificate(),
        Health.ATTENTION,
        site.paused(),
        List.of(Problem.warning(ProblemCode.TAKEN_OFFLINE)),
        site.jobs());
  }

  public static SiteStatus withoutJobs(SiteStatus site) {
    return new SiteStatus(
        site.name(),
        site.displayName(),
        site.app(),
        site.address(),
        site.url(),
        site.guard(),
        site.certificate(),
        site.state(),
        site.paused(),
        site.problems(),
        List.of());
  }

  public static StatusReport report(SiteStatus... sites) {
    return report(false, List.of(), sites);
  }

  public static StatusReport report(boolean offline, List<Problem> problems, SiteStatus... sites) {
    return new StatusReport(
        List.of(sites),
        new ServiceInfo(
            "0.1.0", 4711, "/home/me/.local/state/gatehouse", 80, 443, !offline, offline),
        problems,
        List.of(),
        null);
  }

  /** A setup that somebody began elsewhere. */
  public static OperationSnapshot operation(String name, OperationState state) {
    return new OperationSnapshot(
        "op-7",
        12,
        new SiteView(
            name,
            name,
            AddressKind.OWN_DOMAIN,
            "http://127.0.0.1:8188",
            "generic",
            GuardKind.LOGIN,
            "https://" + name + "/",
            false),
        state,
        List.of(
            new StepReport(StepKind.OPEN_PORTS.id(), StepState.OK, null, null),
            new StepReport(StepKind.CERTIFICATE.id(), StepState.RUNNING, null, null),
            new StepReport(StepKind.PUBLISH.id(), StepState.WAITING, null, null)),
        null);
  }
}
