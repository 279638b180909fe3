package app.gatehouse.reach.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptionTest {
  private static final String ROUTER =
      """
      <root xmlns="urn:schemas-upnp-org:device-1-0">
       <URLBase>http://192.168.1.1:49152/</URLBase>
       <device><friendlyName>My &amp; your
         box</friendlyName>
        <serviceList><service>
         <serviceType>urn:schemas-upnp-org:service:Layer3Forwarding:1</serviceType>
         <controlURL>/l3f</controlURL></service></serviceList>
        <deviceList><device><friendlyName>WANDevice</friendlyName><serviceList>
         <service><serviceType>urn:schemas-upnp-org:service:WANIPConnection:1</serviceType>
          <controlURL>/ip?a=1&amp;b=2</controlURL></service>
         <service><serviceType>urn:schemas-upnp-org:service:WANPPPConnection:1</serviceType>
          <controlURL>/ppp</controlURL></service>
         <service><serviceType>urn:schemas-upnp-org:service:WANIPConnection:1" evil</serviceType>
          <controlURL>/evil</controlURL></service>
         <service><serviceType>urn:schemas-upnp-org:service:WANIPv6FirewallControl:1</serviceType>
          <controlURL>/six</controlURL></service>
        </serviceList></device></deviceList></device></root>
      """;

  @TempDir Path folder;

  @Test
  void readsEveryServiceThatMapsPorts() throws IOException {
    var description = read(ROUTER);

    assertThat(description.name()).isEqualTo("My & your box");
    assertThat(description.base()).isEqualTo("http://192.168.1.1:49152/");
    assertThat(description.connections())
        .containsExactly(
            new Description.Connection(
                "urn:schemas-upnp-org:service:WANIPConnection:1", "/ip?a=1&b=2"),
            new Description.Connection("urn:schemas-upnp-org:service:WANPPPConnection:1", "/ppp"));
    assertThat(description.firewalls())
        .containsExactly(new Description.Connection(SsdpSearch.FIREWALL, "/six"));
  }

  @Test
  void refusesEveryDocumentType() throws IOException {
    var secret = Files.writeString(folder.resolve("secret"), "secret");
    var evil =
        "<!DOCTYPE root [<!ENTITY x SYSTEM \""
            + secret.toUri()
            + "\">]><root><device><friendlyName>&x;</friendlyName></device></root>";

    assertRefused(evil, StandardCharsets.UTF_8);
    // A search for the letters would not find it here.
    assertRefused("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + evil, StandardCharsets.UTF_16);
    assertRefused("<!DOCTYPE root><root/>", StandardCharsets.UTF_8);
  }

  @Test
  void refusesWhatIsNotADescription() {
    assertRefused("", StandardCharsets.UTF_8);
    assertRefused("<html><body>Login<br></body></html>", StandardCharsets.UTF_8);
    assertRefused("<a>".repeat(5000), StandardCharsets.UTF_8);
  }

  @Test
  void keepsLongTextsShort() throws IOException {
    var name = "x".repeat(100_000);

    assertThat(read("<root><friendlyName>" + name + "</friendlyName></root>").name()).hasSize(64);
  }

  private static void assertRefused(String document, Charset charset) {
    assertThatThrownBy(() -> Description.read(document.getBytes(charset)))
        .isInstanceOf(IOException.class);
  }

  private static Description read(String document) throws IOException {
    return Description.read(document.getBytes(StandardCharsets.UTF_8));
  }
}
