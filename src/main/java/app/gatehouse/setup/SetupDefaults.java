package app.gatehouse.setup;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.network.NameProviderInfo;
import app.gatehouse.model.network.ProbeParty;
import app.gatehouse.problem.ProblemException;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * What a plan takes from the service's settings.
 *
 * @param directory the ACME directory used when none was chosen
 * @param httpPort the forwarder's port for plain HTTP
 * @param httpsPort the forwarder's port for HTTPS
 * @param parties who may be asked to look from outside
 * @param nameProviders who can lead a dynamic name here
 */
public record SetupDefaults(
    URI directory,
    int httpPort,
    int httpsPort,
    List<ProbeParty> parties,
    List<NameProviderInfo> nameProviders) {
  public SetupDefaults {
    parties = List.copyOf(parties);
    nameProviders = List.copyOf(nameProviders);
  }

  /** Asks the service; blocks for four short calls. */
  public static SetupDefaults of(ServiceApi service) throws ProblemException {
    var info = service.info();
    return new SetupDefaults(
        URI.create(service.setting("acme.directory")),
        info.httpPort(),
        info.httpsPort(),
        service.probeParties(),
        service.nameProviders());
  }

  public Set<Integer> ports() {
    return Set.copyOf(List.of(httpPort, httpsPort));
  }
}
