package app.gatehouse.ui.dashboard;

import app.gatehouse.model.status.JobKind;
import app.gatehouse.model.status.JobReport;
import app.gatehouse.text.Texts;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;

/** What a card says of a site, in words. */
final class SiteWords {
  private final Texts texts;
  private final ZoneId zone;

  /**
   * @param zone of the reader
   */
  SiteWords(Texts texts, ZoneId zone) {
    this.texts = texts;
    this.zone = zone;
  }

  /** How it stands, in a word or two. */
  String standing(SiteModel.Seen seen) {
    return texts.get("dashboard.site." + Standing.of(seen.site(), seen.offline()).key());
  }

  /** What that means for visitors; empty where the word says it all. */
  String meaning(SiteModel.Seen seen) {
    var key = "dashboard.meaning." + Standing.of(seen.site(), seen.offline()).key();
    return texts.has(key) ? texts.get(key) : "";
  }

  /** How long the certificate is good, and what Gatehouse does about it. */
  String certificate(SiteModel.Seen seen) {
    var certificate = seen.site().certificate();
    if (certificate == null) {
      return texts.get("dashboard.certificate.none");
    }
    var times = times(seen);
    var end = times.day(certificate.notAfter());
    if (!certificate.notAfter().isAfter(seen.at())) {
      return texts.get("dashboard.certificate.ended", end);
    }
    if (job(seen, JobKind.RENEWAL).filter(job -> job.failures() > 0).isPresent()) {
      return texts.get("dashboard.certificate.failing", end);
    }
    if (seen.offline()) {
      return texts.get("dashboard.certificate.offline", end);
    }
    return certificate.renewAt().isAfter(seen.at())
        ? texts.get("dashboard.certificate.renews", end, times.day(certificate.renewAt()))
        : texts.get("dashboard.certificate.due", end);
  }

  /** When the address was last tried as a visitor would; empty when that is not known. */
  String looked(SiteModel.Seen seen) {
    var looking = job(seen, JobKind.SERVED);
    var tried = looking.map(JobReport::lastTried);
    if (tried.isEmpty()) {
      return "";
    }
    var times = times(seen);
    var when = times.past(tried.get());
    if (looking.get().failures() == 0) {
      return texts.get("dashboard.looked", when);
    }
    return looking
        .map(JobReport::lastWorked)
        .map(worked -> texts.get("dashboard.looked.bad", when, times.past(worked)))
        .orElseGet(() -> texts.get("dashboard.looked.never-good", when));
  }

  String job(JobKind kind) {
    return texts.get("job." + kind.name().toLowerCase(Locale.ROOT));
  }

  /** How far a job is: tried, worked, next. */
  String progress(JobReport job, SiteModel.Seen seen) {
    var times = times(seen);
    var parts = new ArrayList<String>();
    var tried = job.lastTried();
    var worked = job.lastWorked();
    var next = job.next();
    if (tried == null) {
      parts.add(texts.get("job.never"));
    } else if (tried.equals(worked)) {
      parts.add(texts.get("job.did", times.past(tried)));
    } else {
      parts.add(texts.get("job.tried", times.past(tried)));
      parts.add(
          worked == null
              ? texts.get("job.never-worked")
              : texts.get("job.worked", times.past(worked)));
    }
    if (next != null) {
      parts.add(texts.get("job.next", times.future(next)));
    }
    return String.join(texts.get("job.between"), parts);
  }

  /** How often a job failed in a row; empty when it did not. */
  String failures(JobReport job) {
    return switch (job.failures()) {
      case 0 -> "";
      case 1 -> texts.get("job.failed-once");
      default -> texts.get("job.failed", job.failures());
    };
  }

  private Times times(SiteModel.Seen seen) {
    return new Times(texts, seen.at(), zone);
  }

  private static Optional<JobReport> job(SiteModel.Seen seen, JobKind kind) {
    return seen.site().jobs().stream().filter(job -> job.kind() == kind).findFirst();
  }
}
