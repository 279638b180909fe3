package app.gatehouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelperVerbTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "allow-user",
        "service-install",
        "service-remove",
        "port-owner 80",
        "firewall-read 80 443",
        "firewall-read 8443",
        "firewall-add 80 443",
        "firewall-add 8443",
        "firewall-remove",
        "trust-add",
        "trust-remove"
      })
  void knowsItsVerbsAndAsksPolkitForEachByName(String line) throws Exception {
    assertThat(HelperVerb.parse(List.of(line.split(" ")))).isPresent();
    var word = line.split(" ")[0];
    assertThat(HelperVerb.USAGE).contains(word);
    assertThat(Files.readString(Path.of("packaging/linux/app.gatehouse.policy")))
        .contains("<action id=\"app.gatehouse." + word + "\">", "exec.argv1\">" + word + "<");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Allow-user",
        "allow-user ada",
        "allow-user --help",
        "service-install other.service",
        "service-remove /etc/x",
        "port-owner",
        "port-owner 0",
        "port-owner 80 443",
        "port-owner 80/tcp",
        "port-owner -80",
        "firewall-read",
        "firewall-read 65536",
        "firewall-read 1 2 3 4 5 6 7 8 9",
        "firewall-read 80 --help",
        "firewall-add",
        "firewall-add 0",
        "firewall-add 80 443 x",
        "firewall-remove 80",
        "trust-add /home/ada/root.pem",
        "trust-remove x",
        "trust",
        "--help"
      })
  void knowsNothingElse(String line) {
    assertThat(HelperVerb.parse(List.of(line.split(" ", -1)))).isEmpty();
  }

  @Test
  void doesNotTakeNothingForAVerb() {
    assertThat(HelperVerb.parse(List.of())).isEmpty();
  }
}
