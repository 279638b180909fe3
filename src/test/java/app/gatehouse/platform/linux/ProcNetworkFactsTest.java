package app.gatehouse.platform.linux;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.network.IpFamily;
import app.gatehouse.reach.NetworkFacts;
import app.gatehouse.reach.PortHolder;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcNetworkFactsTest {
  private static final String ROUTES =
      """
      Iface	Destination	Gateway 	Flags	RefCnt	Use	Metric	Mask		MTU	Window	IRTT
      wlan0	00000000	FE01A8C0	0003	0	0	600	00000000	0	0	0
      eth0	00000000	014DA8C0	0003	0	0	100	00000000	0	0	0
      eth0	004DA8C0	00000000	0001	0	0	0	00FFFFFF	0	0	0
      tun0	00000000	00000000	0001	0	0	50	00000000	0	0	0
      """;

  private static final String ROUTES6 =
      """
      fd000000000000000000000000000000 40 00000000000000000000000000000000 00 %1$s 00000100 00000001 00000000 00000001     eth0
      00000000000000000000000000000000 00 00000000000000000000000000000000 00 fe800000000000000000000000000001 00000400 00000003 00000000 00000003     eth0
      00000000000000000000000000000000 00 00000000000000000000000000000000 00 %1$s ffffffff 00000001 00000000 00200200       lo
      """
          .formatted("0".repeat(32));

  @TempDir Path proc;

  @BeforeEach
  void folder() throws IOException {
    Files.createDirectory(proc.resolve("net"));
  }

  @Test
  void takesTheDefaultRouteThatCostsLeast() throws IOException {
    Files.writeString(proc.resolve("net/route"), ROUTES);

    assertThat(facts().gateway(IpFamily.IPV4)).contains(InetAddress.ofLiteral("192.168.77.1"));
  }

  @Test
  void readsTheGatewayOfIpv6() throws IOException {
    Files.writeString(proc.resolve("net/ipv6_route"), ROUTES6);

    assertThat(facts().gateway(IpFamily.IPV6)).contains(InetAddress.ofLiteral("fe80::1"));
  }

  @Test
  void hasNoGatewayWithoutADefaultRoute() throws IOException {
    Files.writeString(proc.resolve("net/route"), ROUTES.lines().findFirst().orElseThrow() + "\n");

    assertThat(facts().gateway(IpFamily.IPV4)).isEmpty();
    assertThat(facts().gateway(IpFamily.IPV6)).isEmpty();
  }

  @Test
  void knowsTheWayOutOfAComputerThatDialsItself() throws IOException {
    Files.writeString(
        proc.resolve("net/route"),
        """
        Iface	Destination	Gateway 	Flags	RefCnt	Use	Metric	Mask		MTU	Window	IRTT
        ppp0	00000000	00000000	0001	0	0	0	00000000	0	0	0
        """);
    Files.writeString(proc.resolve("net/ipv6_route"), ROUTES6.lines().toList().getLast() + "\n");

    assertThat(facts().gateway(IpFamily.IPV4)).isEmpty();
    assertThat(facts().hasDefaultRoute()).isTrue();
    Files.delete(proc.resolve("net/route"));
    assertThat(facts().hasDefaultRoute()).as("a route that refuses leads nowhere").isFalse();
  }

  @Test
  void leavesOutAddressesThatChangeForPrivacysSake() throws IOException {
    Files.writeString(
        proc.resolve("net/if_inet6"),
        """
        2a4401280000007702163efffe000001 02 40 00 00     eth0
        2a44012800000077b1c7f00ddeadbeef 02 40 00 01     eth0
        2a4401280000006602163efffe000001 02 40 00 20     eth0
        2a440128000000776e00000000000002 02 40 00 40     eth0
        00000000000000000000000000000001 01 80 10 80       lo
        """);
    var stable = InetAddress.ofLiteral("2a44:128:0:77:216:3eff:fe00:1");
    var home = InetAddress.ofLiteral("192.168.77.2");

    assertThat(
            facts(
                    List.of(
                        InetAddress.ofLiteral("2a44:128:0:77:b1c7:f00d:dead:beef"),
                        InetAddress.ofLiteral("2a44:128:0:66:216:3eff:fe00:1"),
                        InetAddress.ofLiteral("2a44:128:0:77:6e00::2"),
                        home,
                        stable))
                .stableAddresses())
        .containsExactly(home, stable);
  }

  @Test
  void namesTheHolderOfAPort() throws IOException {
    Files.writeString(
        proc.resolve("net/tcp"),
        """
        head
           0: 0100007F:0050 00000000:0000 0A 0:0 00:0 0 1000 0 1 1 0 100 0 0 10 0
           1: 00000000:0050 00000000:0000 0A 0:0 00:0 0 1000 0 2 1 0 100 0 0 10 0
        """);

    assertThat(facts().holder(80)).contains(new PortHolder("0.0.0.0", null, null));
    assertThat(facts().holder(443)).isEmpty();
  }

  private ProcNetworkFacts facts() {
    return facts(List.of());
  }

  /**
   * @param addresses what the JDK tells
   */
  private ProcNetworkFacts facts(List<InetAddress> addresses) {
    var sleep = new SleepSettings(proc, Map.of(), command -> Optional.empty());
    var nothing =
        (NetworkFacts)
            Proxy.newProxyInstance(
                NetworkFacts.class.getClassLoader(),
                new Class<?>[] {NetworkFacts.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("addresses")) {
                    return addresses;
                  }
                  throw new AssertionError(method.getName());
                });
    return new ProcNetworkFacts(proc, nothing, sleep);
  }
}
