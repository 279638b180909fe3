package app.gatehouse.guide;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.PortOutcome;
import app.gatehouse.model.network.RouterInfo;
import app.gatehouse.model.network.Verdict;
import app.gatehouse.model.network.Way;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GuidesTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final HomeAddresses HOME =
      new HomeAddresses(
          List.of(new PortRule(80, 8080), new PortRule(443, 8443)),
          "192.168.1.1",
          "192.168.1.20",
          "2001:db8::20",
          "3C:7C:3F:12:34:56",
          "100.72.3.9");
  private static final HomeAddresses NOTHING =
      new HomeAddresses(List.of(), null, null, null, null, null);

  private final Guides english = new Guides(Locale.ENGLISH, BERLIN);
  private final Guides chinese = new Guides(Locale.SIMPLIFIED_CHINESE, SHANGHAI);

  @ParameterizedTest
  @CsvSource({
    "DIRECT,              ",
    "MAP_PORTS,           ",
    "FORWARD_BY_HAND,     FORWARD",
    "CLEAR_THIS_COMPUTER, ",
    "TLS_ALPN,            TLS_ALPN",
    "DNS_AND_HIGH_PORT,   HIGH_PORT PRIVATE",
    "IPV6_ONLY,           IPV6_ONLY",
    "ASK_PROVIDER,        ASK_PROVIDER PRIVATE",
    "SECOND_ROUTER,       SECOND_ROUTER",
    "PROVE_FIRST,         ",
  })
  void followWhatHelpsTheHome(Way way, String topics) {
    var expected =
        Stream.ofNullable(topics).flatMap(all -> Stream.of(all.split(" "))).map(Topic::valueOf);

    assertThat(english.of(home(way, null), HOME, null))
        .extracting(Guide::topic)
        .containsExactlyElementsOf(expected.toList());
  }

  @Test
  void tellHowToLetIpv6InWhereThatIsClosed() {
    var home = home(Way.FORWARD_BY_HAND, Problem.error(ProblemCode.IPV6_NOT_REACHABLE));

    var guide = english.of(home, HOME, null).getFirst();

    assertThat(guide.topic()).isEqualTo(Topic.LET_IPV6_IN);
    assertThat(text(guide, "allow")).contains("2001:db8::20", "80, 443");
  }

  @Test
  void areFilledWithTheHomesOwnAddresses() {
    var guide = english.of(Topic.FORWARD, HOME, null);

    assertThat(guide.steps())
        .extracting(Step::id)
        .containsExactly("open", "reserve", "menu", "rule-80", "rule-443", "save", "check");
    assertThat(text(guide, "open")).contains("http://192.168.1.1");
    assertThat(text(guide, "reserve")).contains("192.168.1.20", "3C:7C:3F:12:34:56");
    assertThat(text(guide, "rule-80")).contains("80", "8080", "192.168.1.20", "TCP");
    assertThat(text(guide, "rule-443")).contains("443", "8443");
  }

  @Test
  void nameTheMenusOfTheRouterInTheReadersLanguageWhereItHasThem() {
    var brand = english.brands().of("tp-link").orElseThrow();

    assertThat(text(english.of(Topic.FORWARD, HOME, brand), "menu"))
        .contains("Advanced → NAT Forwarding → Virtual Servers");
    assertThat(text(chinese.of(Topic.FORWARD, HOME, brand), "menu")).contains("应用管理 → 虚拟服务器");
    var onlyChinese = english.brands().of("optical-modem").orElseThrow();
    assertThat(text(english.of(Topic.FORWARD, HOME, onlyChinese), "menu")).contains("高级NAT配置");
  }

  @Test
  void useGeneralWordsForAMenuThatWasReadNowhere() {
    var brand = english.brands().of("d-link").orElseThrow();

    var guide = english.of(Topic.FORWARD, HOME, brand);

    assertThat(text(guide, "reserve")).contains("Address Reservation");
    assertThat(text(guide, "menu")).isEqualTo("Open Advanced → Virtual Server.");
  }

  @ParameterizedTest
  @EnumSource
  void neverShowABarePlaceWhateverIsKnown(Topic topic) {
    for (var guides : List.of(english, chinese)) {
      for (var brand : guides.brands().brands()) {
        for (var addresses : List.of(HOME, NOTHING)) {
          var guide = guides.of(topic, addresses, brand);
          assertThat(guide.title() + guide.lead()).doesNotContain("{", "}");
          assertThat(guide.steps()).extracting(Step::id).doesNotHaveDuplicates();
          assertThat(guide.steps()).extracting(Step::text).noneMatch(text -> text.contains("{"));
        }
      }
    }
  }

  @Test
  void haveASentenceForTheHotline() {
    assertThat(chinese.of(Topic.ASK_PROVIDER, HOME, null).steps().getFirst().script())
        .contains("公网 IPv4 地址");
    assertThat(text(chinese.of(Topic.ASK_PROVIDER, HOME, null), "ask"))
        .contains("10000", "10010", "10086");
  }

  @ParameterizedTest
  @CsvSource({
    "zh-CN, Asia/Shanghai, true",
    "zh-CN, Asia/Urumqi,   true",
    "zh-CN, Europe/Berlin, false",
    "zh-TW, Asia/Taipei,   false",
    "zh-HK, Asia/Hong_Kong, false",
    "en,    Asia/Shanghai, false",
  })
  void guessMainlandChinaByLanguageAndZoneTogether(String language, String zone, boolean likely) {
    assertThat(MainlandChina.isLikely(Locale.forLanguageTag(language), ZoneId.of(zone)))
        .isEqualTo(likely);
  }

  @Test
  void addTheAdviceForMainlandChinaAfterWhatIsKnown() {
    assertThat(chinese.of(home(Way.DNS_AND_HIGH_PORT, null), HOME, null))
        .extracting(Guide::topic)
        .containsExactly(Topic.HIGH_PORT, Topic.PRIVATE, Topic.MAINLAND_CHINA);
    assertThat(chinese.of(home(Way.DIRECT, null), HOME, null)).isEmpty();
    assertThat(text(chinese.of(Topic.MAINLAND_CHINA, HOME, null), "filing")).contains("备案");
  }

  @ParameterizedTest
  @CsvSource({
    "FRITZ!Box 7590,         fritzbox",
    "TP-Link Archer AX55,    tp-link",
    "ASUS RT-AX88U,          asus",
    "Redmi AX6000,           xiaomi",
    "OpenWrt router,         openwrt",
    "Somebody's box,         ",
    ",                       ",
  })
  void recogniseARouterByWhatItCallsItself(String name, String id) {
    assertThat(english.brands().recognise(name).map(RouterBrand::id).orElse(null)).isEqualTo(id);
  }

  @Test
  void takeTheAddressesFromTheReport() {
    var addresses =
        HomeAddresses.of(home(Way.FORWARD_BY_HAND, null), Set.of(new PortRule(443, 443)));

    assertThat(addresses.router()).isEqualTo("192.168.1.1");
    assertThat(addresses.computer()).isEqualTo("192.0.2.20");
    assertThat(addresses.computer6()).isEqualTo("2001:db8::20");
    assertThat(addresses.hardware()).isNull();
    assertThat(addresses.wan()).isEqualTo("203.0.113.7");
  }

  @Test
  void readTheHardwareAddressOfThisComputersCard() throws SocketException {
    assertThat(NetworkCard.hardwareAddress("192.0.2.20")).isEmpty();
    assertThat(NetworkCard.hardwareAddress("not an address")).isEmpty();
    NetworkInterface.networkInterfaces()
        .filter(GuidesTest::hasHardwareAddress)
        .flatMap(NetworkInterface::inetAddresses)
        .map(InetAddress::getHostAddress)
        .filter(address -> !address.contains("%"))
        .forEach(
            address ->
                assertThat(NetworkCard.hardwareAddress(address))
                    .hasValueSatisfying(
                        mac -> assertThat(mac).matches("([0-9A-F]{2}:){5}[0-9A-F]{2}")));
  }

  private static boolean hasHardwareAddress(NetworkInterface card) {
    try {
      return card.getHardwareAddress() != null;
    } catch (SocketException e) {
      return false;
    }
  }

  private static String text(Guide guide, String step) {
    return guide.steps().stream()
        .filter(each -> each.id().equals(step))
        .findFirst()
        .orElseThrow()
        .text();
  }

  private static HomeReport home(Way way, Problem problem) {
    return new HomeReport(
        new Verdict(PortOutcome.CLOSED, problem),
        List.of(),
        List.of(),
        List.of("192.0.2.20", "fd00::20", "2001:db8::20"),
        new RouterInfo("192.168.1.1", "Box", "upnp-igd1", "192.0.2.20", "203.0.113.7"),
        way);
  }
}
