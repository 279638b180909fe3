package app.gatehouse.launch;

import app.gatehouse.apps.AppFinder;
import app.gatehouse.apps.Presets;
import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.FirewallReport;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.NameReport;
import app.gatehouse.model.network.ProbeParty;
import app.gatehouse.model.network.ProofWish;
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.net.IpFacts;
import app.gatehouse.net.Resolver;
import app.gatehouse.net.Waiter;
import app.gatehouse.platform.Platform;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.HomeCheck;
import app.gatehouse.reach.NetworkFacts;
import app.gatehouse.reach.OwnPorts;
import app.gatehouse.reach.PhoneTry;
import app.gatehouse.reach.PublicAddress;
import app.gatehouse.reach.StableIpv6;
import app.gatehouse.reach.probe.OutsideProof;
import app.gatehouse.reach.router.PortMapper;
import app.gatehouse.reach.router.Router;
import app.gatehouse.service.part.AppSearch;
import app.gatehouse.service.part.HomeReader;
import app.gatehouse.state.Settings;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What looks at this computer and its home, for a service or without one. */
final class Looks implements AutoCloseable {
  private static final Duration DNS_LIMIT = Duration.ofSeconds(4);

  private final HttpFetch http = new HttpFetch();
  private final NetworkFacts network;
  private final Router router;
  private final AppFinder apps;
  private final StableIpv6 ipv6;
  private final PublicAddress publicAddress;
  private final HomeCheck home;

  /**
   * @param ownPorts the ports that Gatehouse itself listens on at the moment
   * @param secret of this home, see {@link PortMapper}
   * @param knockers who may be asked from outside
   */
  Looks(
      Settings settings,
      Presets presets,
      Supplier<Set<Integer>> ownPorts,
      byte[] secret,
      Knockers knockers)
      throws ProblemException {
    var platform = Platform.current();
    network = platform.network();
    router =
        settings.routerEnabled() ? new PortMapper(http, network::gateway, secret) : Router.NONE;
    apps = new AppFinder(platform.sockets(), presets, http, ownPorts);
    var ips = new IpFacts(settings.addressAlsoPublic());
    ipv6 = new StableIpv6(network, ips);
    publicAddress = new PublicAddress(http, ips, settings.ipEchoServices());
    home =
        new HomeCheck(
            network,
            router,
            ips,
            publicAddress,
            new Resolver(settings.dnsResolvers(), DNS_LIMIT),
            new OwnPorts(
                settings.httpPort(), settings.httpsPort(), port -> ownPorts.get().contains(port)),
            new OutsideProof(
                knockers.services(),
                http,
                knockers.door(),
                ips,
                knockers.memory(),
                Waiter.real(),
                new SecureRandom()));
  }

  HttpFetch http() {
    return http;
  }

  Router router() {
    return router;
  }

  AppSearch apps() {
    return new AppSearch() {
      @Override
      public List<LocalApp> find() throws ProblemException {
        return apps.find();
      }

      @Override
      public LocalApp examine(String typed) throws ProblemException {
        return apps.examine(typed);
      }

      @Override
      public boolean answers(Upstream app) {
        return apps.answers(app);
      }
    };
  }

  HomeReader home() {
    return new HomeReader() {
      @Override
      public HomeReport check(
          Set<Integer> ports, @Nullable FirewallReport firewall, Consumer<? super CheckResult> seen)
          throws ProblemException {
        return home.check(ports, firewall, seen);
      }

      @Override
      public HomeReport prove(ProofWish wish) throws ProblemException {
        return home.prove(wish);
      }

      @Override
      public PhoneTry invitePhone(ProofWish wish) throws ProblemException {
        return home.invitePhone(wish, PhoneWords.both());
      }

      @Override
      public List<ProbeParty> parties() {
        return home.parties();
      }

      @Override
      public NameReport checkName(SiteAddress address) throws ProblemException {
        return home.checkName(address);
      }

      @Override
      public Map<IpFamily, InetAddress> publicAddresses() throws InterruptedException {
        return ipv6.inPlaceOfTemporary(publicAddress.ask());
      }

      @Override
      public Optional<Inet6Address> publicIpv6() {
        return ipv6.find();
      }

      @Override
      public String network() {
        return gateways() + " " + addresses();
      }

      private List<InetAddress> gateways() {
        return Arrays.stream(IpFamily.values())
            .flatMap(family -> network.gateway(family).stream())
            .toList();
      }

      /** Without the ones of IPv6, which change every day for privacy's sake. */
      private List<InetAddress> addresses() {
        return network.addresses().stream().filter(Inet4Address.class::isInstance).toList();
      }
    };
  }

  @Override
  public void close() {
    http.close();
  }
}
