package app.gatehouse.launch;

import app.gatehouse.apps.Presets;
import app.gatehouse.cli.Surroundings.Inspection;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.NameReport;
import app.gatehouse.model.network.ProbeParty;
import app.gatehouse.model.network.ProofWish;
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.probe.TemporaryDoor;
import app.gatehouse.state.Settings;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;

/** Looks at this computer without a service of its own. */
final class LocalInspection implements Inspection {
  private static final int SECRET = 32;

  private final Looks looks;

  LocalInspection(Settings settings) throws ProblemException {
    // Whoever only looks makes no mappings that would have to be known again.
    var secret = new byte[SECRET];
    new SecureRandom().nextBytes(secret);
    var knockers = Knockers.once(settings, new TemporaryDoor(ProbeTls::context));
    looks = new Looks(settings, Presets.load(), Set::of, secret, knockers);
  }

  @Override
  public List<LocalApp> findApps() throws ProblemException {
    return looks.apps().find();
  }

  @Override
  public HomeReport checkHome(Set<Integer> ports) throws ProblemException {
    return looks.home().check(ports, null, check -> {});
  }

  @Override
  public HomeReport proveHome(ProofWish wish) throws ProblemException {
    return looks.home().prove(wish);
  }

  @Override
  public List<ProbeParty> probeParties() {
    return looks.home().parties();
  }

  @Override
  public NameReport checkName(SiteAddress address) throws ProblemException {
    return looks.home().checkName(address);
  }

  @Override
  public void close() {
    looks.close();
  }
}
