package app.gatehouse.service.outside;

import app.gatehouse.model.network.PortOutcome;
import app.gatehouse.model.network.ProofWish;
import app.gatehouse.model.network.Verdict;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.status.JobKind;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.service.job.JobRecords;
import app.gatehouse.service.part.HomeReader;
import app.gatehouse.service.part.OwnersWill;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/** Has parties outside open a site's port, if the owner knows who they are. */
public final class OutsideLook {
  private final HomeReader home;
  private final OwnersWill will;
  private final JobRecords records;
  private final ToIntFunction<Site> publicPort;
  private final InstantSource clock;

  /**
   * @param records where it is noted who was let in last
   * @param publicPort the port in a site's address
   */
  public OutsideLook(
      HomeReader home,
      OwnersWill will,
      JobRecords records,
      ToIntFunction<Site> publicPort,
      InstantSource clock) {
    this.home = home;
    this.will = will;
    this.records = records;
    this.publicPort = publicPort;
    this.clock = clock;
  }

  /** Whether anybody is there to be asked about this site. */
  public boolean isPossible(Site site) {
    return site.address().kind().isPublic()
        && !will.isOffline()
        && will.notToAsk().filter(without -> isAnybodyLeft(without)).isPresent();
  }

  private boolean isAnybodyLeft(Set<String> without) {
    return home.parties().stream().anyMatch(party -> !without.contains(party.id()));
  }

  /**
   * At most 40 seconds.
   *
   * @return empty when it is open; else closed or unknown, and why
   */
  public Optional<Verdict> look(Site site) throws ProblemException {
    var host = site.address().isIp() ? null : site.name();
    var ports = Set.of(publicPort.applyAsInt(site));
    var wish = new ProofWish(ports, host, will.notToAsk().orElse(Set.of()), false);
    var verdict = home.prove(wish).verdict();
    if (verdict.state() == PortOutcome.OPEN) {
      records.worked(JobKind.OUTSIDE, site.name(), clock.instant());
      return Optional.empty();
    }
    return Optional.of(verdict);
  }
}
