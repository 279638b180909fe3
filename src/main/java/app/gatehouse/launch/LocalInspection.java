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
import java.util.List;
import java.util.Set;

/** Looks at this computer without a service of its own. */
final class LocalInspection implements Inspection {
  private final Looks looks;

  LocalInspection(Settings settings) throws ProblemException {
    looks = new Looks(settings, Presets.load(), Set::of, new TemporaryDoor(ProbeTls::context));
  }

  @Override
  public List<LocalApp> findApps() throws ProblemException {
    return looks.apps().find();
  }

  @Override
  public HomeReport checkHome(Set<Integer> ports) throws ProblemException {
    return looks.home().check(ports);
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
