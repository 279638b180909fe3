package app.gatehouse.launch;

import app.gatehouse.dns.AddressUpdater;
import app.gatehouse.dns.custom.CustomUrl;
import app.gatehouse.dns.desec.Desec;
import app.gatehouse.dns.duckdns.DuckDns;
import app.gatehouse.dns.dyndns2.Dyndns2;
import app.gatehouse.dns.dynu.Dynu;
import app.gatehouse.dns.dynv6.Dynv6;
import app.gatehouse.dns.freedns.FreeDns;
import app.gatehouse.dns.he.HurricaneElectric;
import app.gatehouse.dns.noip.NoIp;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.state.Settings;
import java.util.List;

/** Everybody who can lead a name here: a new one is a line in this list. */
final class NameProviders {
  private NameProviders() {}

  static List<AddressUpdater> all(HttpFetch http, Settings settings) {
    return List.of(
        new DuckDns(http, settings.providerUrl(DuckDns.ID)),
        new Dynu(http, settings.providerUrl(Dynu.ID)),
        new NoIp(http, settings.providerUrl(NoIp.ID)),
        new Desec(http, settings.providerUrl(Desec.ID)),
        new Dynv6(http, settings.providerUrl(Dynv6.ID)),
        new FreeDns(http, settings.providerUrl(FreeDns.ID)),
        new HurricaneElectric(http, settings.providerUrl(HurricaneElectric.ID)),
        new Dyndns2(http),
        new CustomUrl(http));
  }
}
