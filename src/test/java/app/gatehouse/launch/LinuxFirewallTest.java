package app.gatehouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.control.HomeFirewall;
import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.network.FirewallReport;
import app.gatehouse.model.network.Passage;
import app.gatehouse.model.network.ProofWish;
import app.gatehouse.platform.linux.firewall.FirewallLines;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LinuxFirewallTest {
  private static final Set<Integer> PORTS = Set.of(80, 443);
  private static final FirewallReport UFW =
      new FirewallReport(
          "ufw",
          new TreeMap<>(Map.of(80, Passage.OPEN, 443, Passage.BLOCKED)),
          new TreeSet<>(Set.of(80)));

  private final List<List<String>> asked = new ArrayList<>();
  private final HomeFirewall firewall =
      new LinuxFirewall(
          verb -> Optional.of(FirewallLines.write(UFW)), verb -> asked.add(List.of(verb)));

  @Test
  void opensAllPortsAtOnceInTheirOrder() throws Exception {
    firewall.open(PORTS);

    assertThat(asked).containsExactly(List.of("firewall-add", "80", "443"));
  }

  @Test
  void theServiceIsToldWhatItCannotRead() throws Exception {
    var told = new ArrayList<Object>();
    var service =
        (ServiceApi)
            Proxy.newProxyInstance(
                ServiceApi.class.getClassLoader(),
                new Class<?>[] {ServiceApi.class},
                (proxy, method, arguments) -> {
                  told.add(arguments[method.getName().equals("checkHome") ? 1 : 0]);
                  return null;
                });
    var wish = new ProofWish(PORTS, null, Set.of(), false);

    new ServiceInspection(service, firewall).checkHome(PORTS);
    new ServiceInspection(service, firewall).proveHome(wish);
    new ServiceInspection(service, HomeFirewall.NONE).proveHome(wish);

    assertThat(told).containsExactly(UFW, wish.withFirewall(UFW), wish);
  }
}
