package app.gatehouse.launch;

import app.gatehouse.cli.Surroundings.Inspection;
import app.gatehouse.control.HomeFirewall;
import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.network.FirewallReport;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.NameReport;
import app.gatehouse.model.network.ProbeParty;
import app.gatehouse.model.network.ProofWish;
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.problem.ProblemException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks through the eyes of the service that runs: it holds the ports, and may open low ones. The
 * firewall it cannot see, so it is told of that.
 */
record ServiceInspection(ServiceApi service, HomeFirewall firewall) implements Inspection {

  @Override
  public List<LocalApp> findApps() throws ProblemException {
    return service.findApps();
  }

  @Override
  public HomeReport checkHome(Set<Integer> ports) throws ProblemException {
    return service.checkHome(ports, read(ports), check -> {});
  }

  @Override
  public HomeReport proveHome(ProofWish wish) throws ProblemException {
    return service.proveHome(wish.withFirewall(read(wish.ports())));
  }

  private @Nullable FirewallReport read(Set<Integer> ports) {
    return firewall.read(ports).orElse(null);
  }

  @Override
  public List<ProbeParty> probeParties() throws ProblemException {
    return service.probeParties();
  }

  @Override
  public NameReport checkName(SiteAddress address) throws ProblemException {
    return service.checkName(address);
  }

  @Override
  public void close() {
    service.close();
  }
}
