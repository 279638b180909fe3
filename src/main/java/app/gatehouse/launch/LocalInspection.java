package app.gatehouse.launch;

import app.gatehouse.apps.Presets;
import app.gatehouse.cli.Surroundings.Inspection;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.NameReport;
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.state.Settings;
import java.util.List;
import java.util.Set;

/** Looks at this computer without a service of its own. */
final class LocalInspection implements Inspection {
  private final Looks looks;

  LocalInspection(Settings settings) {
    looks = new Looks(settings, Presets.load(), Set::of);
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
  public NameReport checkName(SiteAddress address) throws ProblemException {
    return looks.home().checkName(address);
  }

  @Override
  public void close() {
    looks.close();
  }
}
