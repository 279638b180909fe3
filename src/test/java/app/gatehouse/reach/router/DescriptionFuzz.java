package app.gatehouse.reach.router;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.support.Seeds;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a device says about itself: it is refused as no description, or what it names is on that
 * very device.
 */
class DescriptionFuzz {
  private static final InetAddress ROUTER = InetAddress.ofLiteral("192.168.1.1");
  private static final SsdpAnswer ANSWER =
      new SsdpAnswer(
          URI.create("http://192.168.1.1:5000/rootDesc.xml"),
          ROUTER,
          InetAddress.ofLiteral("192.168.1.7"));
  private static final String SERVICE = "urn:schemas-upnp-org:service:WANIPConnection:1";

  static Stream<byte[]> seeds() {
    return Stream.concat(
        Seeds.utf8(
            device("", "/ctl/IPConn"),
            device("<URLBase>http://192.168.1.1:5000/</URLBase>", "ctl"),
            device("<URLBase>http://10.0.0.1/</URLBase>", "ctl"),
            device("<URLBase>::</URLBase>", "ctl"),
            device("", "http://10.0.0.1/ctl"),
            device("", "//10.0.0.1/ctl"),
            device("", "?%"),
            device("", "mailto:x"),
            device(
                "<friendlyName>a&#x202e;b&#x9b;31m\u202e\ud83d\ude00&amp;</friendlyName>", "ctl"),
            "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><r>&x;</r>",
            "<?xml version='1.0' encoding='nonsense'?><r/>",
            "<?xml version='1.1'?><r xmlns:a='b'><a:service/></r>",
            "<r>" + "<a>".repeat(50)),
        Stream.of("\ufeff<r/>".getBytes(java.nio.charset.StandardCharsets.UTF_16)));
  }

  private static String device(String more, String control) {
    return "<?xml version=\"1.0\"?><root xmlns=\"urn:schemas-upnp-org:device-1-0\"><device>"
        + more
        + "<serviceList><service><serviceType>"
        + SERVICE
        + "</serviceType><controlURL>"
        + control
        + "</controlURL></service></serviceList></device></root>";
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void kept(byte[] document) {
    namesOnlyItself(document);
  }

  @DictionaryEntries({
    "<service>",
    "</service>",
    "<serviceType>" + SERVICE,
    "<controlURL>",
    "<URLBase>",
    "<friendlyName>",
    "<!DOCTYPE",
    "&#x0;",
    "<![CDATA[",
    "encoding='UTF-16'"
  })
  @MethodSource("seeds")
  @FuzzTest
  void namesOnlyItself(byte[] document) {
    Description description;
    try {
      description = Description.read(document);
    } catch (IOException e) {
      return;
    }
    assertThat(description.name()).hasSizeLessThanOrEqualTo(64);
    assertThat(description.name().codePoints())
        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    var services = new ArrayList<>(description.connections());
    services.addAll(description.firewalls());
    for (var gateway : GatewayReader.gateways(ANSWER, description, services)) {
      assertThat(gateway.control().getHost()).isEqualTo("192.168.1.1");
      assertThat(gateway.control().getRawUserInfo()).isNull();
      assertThat(gateway.service()).matches("[A-Za-z0-9:-]+");
    }
  }
}
