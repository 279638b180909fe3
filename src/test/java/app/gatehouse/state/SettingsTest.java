package app.gatehouse.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @Test
  void standsForTheInternetWhenNothingIsSet() {
    var settings = Settings.defaults();
    assertThat(settings.httpPort()).isEqualTo(80);
    assertThat(settings.httpsPort()).isEqualTo(443);
    assertThat(settings.listenAddress()).isEmpty();
    assertThat(settings.acmeDirectory())
        .isEqualTo(URI.create("https://acme-v02.api.letsencrypt.org/directory"));
    assertThat(settings.acmeCaFile()).isEmpty();
    assertThat(settings.dnsResolvers()).isEmpty();
    assertThat(settings.ipEchoServices()).isNotEmpty();
    assertThat(settings.routerEnabled()).isTrue();
    assertThat(settings.addressAlsoPublic()).isEmpty();
  }

  @Test
  void makesPathsAbsoluteAndNothingElse() throws ProblemException {
    var typed = Map.of("acme.ca-file", "pebble.pem", "listen.address", "127.0.0.1", "no.such", "x");

    assertThat(Settings.absolute(typed, Path.of("/work/lab")))
        .isEqualTo(
            Map.of(
                "acme.ca-file", "/work/lab/pebble.pem",
                "listen.address", "127.0.0.1",
                "no.such", "x"));
    assertThat(Settings.absolute(Map.of("acme.ca-file", "/tmp/ca.pem"), Path.of("/work")))
        .containsEntry("acme.ca-file", "/tmp/ca.pem");
    assertThat(Settings.absolute(Map.of("acme.ca-file", ""), Path.of("/work")))
        .containsEntry("acme.ca-file", "");
  }

  @Test
  void everyStandardIsValid() throws ProblemException {
    var settings = Settings.defaults();
    assertThat(settings.with(settings.values())).isEqualTo(settings);
    assertThat(settings.values().keySet()).containsExactlyInAnyOrderElementsOf(Settings.names());
  }

  @Test
  void readsListsOfAddresses() throws ProblemException {
    var settings =
        Settings.defaults()
            .with(
                Map.of(
                    "dns.resolvers", "127.0.0.1:8053, [::1]:54,9.9.9.9,2620:fe::fe",
                    "address.also-public", "127.0.0.0/8,fd00::/8",
                    "acme.ca-file", "/tmp/pebble.pem"));
    assertThat(settings.dnsResolvers())
        .containsExactly(
            new InetSocketAddress("127.0.0.1", 8053),
            new InetSocketAddress("::1", 54),
            new InetSocketAddress("9.9.9.9", 53),
            new InetSocketAddress("2620:fe::fe", 53));
    assertThat(settings.addressAlsoPublic()).hasSize(2);
    assertThat(settings.acmeCaFile()).contains(Path.of("/tmp/pebble.pem"));
  }

  @ParameterizedTest
  @CsvSource({
    "http.port, 65536",
    "http.port, -1",
    "http.port, http",
    "https.port, ''",
    "listen.address, localhost",
    "acme.directory, acme.example",
    "acme.directory, file:///etc/passwd",
    "dns.resolvers, dns.example",
    "dns.resolvers, 127.0.0.1:dns",
    "dns.resolvers, [::1",
    "probe.services, ftp://probe.example",
    "router.enabled, yes",
    "address.also-public, 10.0.0.0/33",
    "address.also-public, ten",
  })
  void refusesAValueOfAnotherForm(String name, String value) {
    var problem = refusal(Map.of(name, value));
    assertThat(problem.code()).isEqualTo(ProblemCode.SETTING_NOT_VALID);
    assertThat(problem.facts()).containsEntry("setting", name).containsEntry("value", value);
  }

  @Test
  void refusesANameThatDoesNotExist() {
    var problem = refusal(Map.of("http.prot", "80"));
    assertThat(problem.code()).isEqualTo(ProblemCode.SETTING_NOT_VALID);
    assertThat(problem.facts())
        .containsEntry("setting", "http.prot")
        .containsEntry(Problem.VARIANT, "name");
    assertThat(problem.detail()).contains("http.port");
  }

  private static Problem refusal(Map<String, String> overrides) {
    return catchThrowableOfType(ProblemException.class, () -> Settings.defaults().with(overrides))
        .problem();
  }
}
