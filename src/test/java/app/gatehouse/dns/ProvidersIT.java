package app.gatehouse.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.gatehouse.dns.custom.CustomUrl;
import app.gatehouse.dns.desec.Desec;
import app.gatehouse.dns.dyndns2.Dyndns2;
import app.gatehouse.dns.dynu.Dynu;
import app.gatehouse.dns.dynv6.Dynv6;
import app.gatehouse.dns.freedns.FreeDns;
import app.gatehouse.dns.he.HurricaneElectric;
import app.gatehouse.dns.noip.NoIp;
import app.gatehouse.model.network.IpFamily;
import app.gatehouse.model.network.NameLogin;
import app.gatehouse.model.network.NameLogin.Field;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.net.InetAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each provider is asked, byte by byte as it documents it, and what its answers mean. */
class ProvidersIT {
  private static final String HOST = "my-app.example.net";
  private static final InetAddress V4 = InetAddress.ofLiteral("203.0.113.7");
  private static final InetAddress V6 = InetAddress.ofLiteral("2001:db8::7");
  private static final Map<IpFamily, InetAddress> BOTH = map(V4, V6);
  private static final Map<IpFamily, InetAddress> ONLY_V4 = Map.of(IpFamily.IPV4, V4);
  private static final Map<IpFamily, InetAddress> ONLY_V6 = Map.of(IpFamily.IPV6, V6);
  private static final NameLogin ADA = NameLogin.user("ada", "s3cret&");
  private static final Optional<String> BASIC_ADA = Optional.of("Basic YWRhOnMzY3JldCY=");

  private ProviderStandIn provider;
  private HttpFetch http;

  @BeforeEach
  void start() throws Exception {
    provider = new ProviderStandIn();
    http = provider.http();
  }

  @AfterEach
  void stop() {
    http.close();
    provider.close();
  }

  @Test
  void noIpTakesBothAddressesInOneParameter() throws Exception {
    provider.says(200, "good 203.0.113.7,2001:db8::7\n");

    new NoIp(http, provider.address()).update(HOST, ADA, BOTH);

    assertAsked("GET /nic/update?hostname=my-app.example.net&myip=203.0.113.7,2001:db8::7");
    assertThat(provider.asked.getFirst().authorization()).isEqualTo(BASIC_ADA);
    assertThat(provider.asked.getFirst().agent()).startsWith("Gatehouse");
  }

  @Test
  void dynuHasAParameterForEachFamily() throws Exception {
    provider.says(200, "nochg 203.0.113.7");
    var dynu = new Dynu(http, provider.address());

    dynu.update(HOST, ADA, BOTH);
    dynu.update(HOST, ADA, ONLY_V6);

    assertAsked(
        "GET /nic/update?hostname=my-app.example.net&myip=203.0.113.7&myipv6=2001%3Adb8%3A%3A7",
        "GET /nic/update?hostname=my-app.example.net&myipv6=2001%3Adb8%3A%3A7");
    assertThat(provider.asked.getFirst().authorization()).isEqualTo(BASIC_ADA);
  }

  @Test
  void deSecKeepsTheFamilyThatIsNotTold() throws Exception {
    provider.says(200, "good");
    var desec = new Desec(http, provider.address());

    desec.update(HOST, NameLogin.token("t0ken"), ONLY_V4);

    assertAsked("GET /?hostname=my-app.example.net&myipv4=203.0.113.7&myipv6=preserve");
    assertThat(provider.asked.getFirst().authorization()).hasValue("Token t0ken");
    assertThat(desec.heartbeat()).isEmpty();
  }

  @Test
  void dynv6TakesTheStatusForTheAnswer() throws Exception {
    var dynv6 = new Dynv6(http, provider.address());
    provider.says(200, "addresses updated");
    dynv6.update(HOST, NameLogin.token("t0ken"), BOTH);

    assertAsked(
        "GET /api/update?zone=my-app.example.net&token=t0ken&ipv4=203.0.113.7"
            + "&ipv6=2001%3Adb8%3A%3A7");
    assertRefused(dynv6, 401, "invalid authentication token", ProblemCode.DDNS_LOGIN_REFUSED);
    assertRefused(dynv6, 404, "zone not found", ProblemCode.DDNS_NAME_NOT_YOURS);
    assertRefused(dynv6, 200, "<html>Welcome to our Wi-Fi", ProblemCode.PROVIDER_UNREACHABLE);
  }

  @Test
  void freeDnsKnowsTheNameByItsToken() throws Exception {
    var freeDns = new FreeDns(http, provider.address());
    provider.says(200, "Updated my-app.example.net from 192.0.2.1 to 203.0.113.7");
    freeDns.update(HOST, NameLogin.token(" https://sync.afraid.org/u/t0ken/ "), BOTH);
    provider.says(200, "No IP change detected for my-app.example.net, skipping update");
    freeDns.update(HOST, NameLogin.token("t0ken"), ONLY_V6);

    assertAsked("GET /u/t0ken/?myip=203.0.113.7", "GET /u/t0ken/?myip=2001%3Adb8%3A%3A7");
    assertRefused(freeDns, 200, "ERROR: Invalid update URL (2)", ProblemCode.DDNS_LOGIN_REFUSED);
    assertRefused(freeDns, 200, "<html>", ProblemCode.PROVIDER_UNREACHABLE);
  }

  @Test
  void hurricaneElectricIsAskedOnceForEachFamilyAndByPost() throws Exception {
    provider.says(200, "good 203.0.113.7");

    new HurricaneElectric(http, provider.address()).update(HOST, NameLogin.token("k&y"), BOTH);

    assertAsked("POST /nic/update", "POST /nic/update");
    assertThat(provider.asked)
        .extracting(ProviderStandIn.Asked::body)
        .containsExactly(
            "hostname=my-app.example.net&password=k%26y&myip=203.0.113.7",
            "hostname=my-app.example.net&password=k%26y&myip=2001%3Adb8%3A%3A7");
  }

  @Test
  void anyOtherServerOfThatFormIsAskedAtItsOwnAddress() throws Exception {
    provider.says(200, "good");
    var dyndns2 = new Dyndns2(http);

    dyndns2.update(HOST, with(Field.URL, provider.address().toString()), ONLY_V4);
    dyndns2.update(HOST, with(Field.URL, provider.address() + "/up"), ONLY_V4);

    assertAsked(
        "GET /nic/update?hostname=my-app.example.net&myip=203.0.113.7",
        "GET /up?hostname=my-app.example.net&myip=203.0.113.7");
    var plain = with(Field.URL, "http://127.0.0.1/");
    assertThat(refusal(dyndns2, plain).facts()).containsEntry(Problem.VARIANT, "not-https");
  }

  @Test
  void anAddressOfOnesOwnIsFilledIn() throws Exception {
    var custom = new CustomUrl(http);
    var login =
        new NameLogin(
            Map.of(
                Field.URL,
                provider.address() + "/set?h=$HOST&a=$IP4&b=$IP6&key=s3cret",
                Field.SUCCESS,
                "done"));
    provider.says(200, "all done");

    custom.update(HOST, login, BOTH);
    custom.update(HOST, login, ONLY_V4);

    assertAsked(
        "GET /set?h=my-app.example.net&a=203.0.113.7&b=2001%3Adb8%3A%3A7&key=s3cret",
        "GET /set?h=my-app.example.net&a=203.0.113.7&b=&key=s3cret");
    provider.says(200, "not today");
    assertThat(refusal(custom, login).code()).isEqualTo(ProblemCode.PROVIDER_UNREACHABLE);
    provider.says(403, "done");
    assertThat(refusal(custom, login).code()).isEqualTo(ProblemCode.DDNS_LOGIN_REFUSED);
  }

  @ParameterizedTest
  @CsvSource({
    "200, badauth, DDNS_LOGIN_REFUSED, ",
    "401, <html>, DDNS_LOGIN_REFUSED, ",
    "403, '', DDNS_LOGIN_REFUSED, ",
    "200, nohost, DDNS_NAME_NOT_YOURS, ",
    "200, notfqdn, DDNS_NAME_NOT_YOURS, ",
    "200, !yours, DDNS_NAME_NOT_YOURS, ",
    "200, !donator, DDNS_NAME_NOT_YOURS, paid",
    "200, abuse, DDNS_BLOCKED_FOR_ABUSE, ",
    "200, badagent, DDNS_BLOCKED_FOR_ABUSE, agent",
    "200, good 127.0.0.1, DDNS_UPDATE_IGNORED, ",
    "200, 911, PROVIDER_UNREACHABLE, trouble",
    "200, dnserr, PROVIDER_UNREACHABLE, trouble",
    "500, good, PROVIDER_UNREACHABLE, trouble",
    "429, '', PROVIDER_UNREACHABLE, busy",
    "200, <html>, PROVIDER_UNREACHABLE, nonsense",
    "200, '', PROVIDER_UNREACHABLE, nonsense",
    "200, goodness, PROVIDER_UNREACHABLE, nonsense",
    "302, '', PROVIDER_UNREACHABLE, nonsense",
  })
  void everyDocumentedWordMeansOneProblem(
      int status, String said, ProblemCode expected, String variant) {
    provider.says(status, said);

    var problem = refusal(new NoIp(http, provider.address()), ADA);

    assertThat(problem.code()).isEqualTo(expected);
    assertThat(problem.facts().get(Problem.VARIANT)).isEqualTo(variant);
    assertThat(problem.toString()).doesNotContain("s3cret");
  }

  @Test
  void aProviderThatIsAwayIsSaidToBe() {
    provider.close();

    var problem = refusal(new NoIp(http, provider.address()), ADA);

    assertThat(problem.code()).isEqualTo(ProblemCode.PROVIDER_UNREACHABLE);
    assertThat(problem.facts())
        .containsEntry("provider", "No-IP")
        .doesNotContainKey(Problem.VARIANT);
  }

  private void assertAsked(String... lines) {
    assertThat(provider.asked).extracting(ProviderStandIn.Asked::line).containsExactly(lines);
  }

  private void assertRefused(
      AddressUpdater updater, int status, String said, ProblemCode expected) {
    provider.says(status, said);
    assertThat(refusal(updater, NameLogin.token("t0ken")).code()).isEqualTo(expected);
  }

  private static Problem refusal(AddressUpdater updater, NameLogin login) {
    var thrown =
        catchThrowableOfType(ProblemException.class, () -> updater.update(HOST, login, ONLY_V4));
    assertThat(thrown).isNotNull();
    return thrown.problem();
  }

  private static NameLogin with(Field field, String value) {
    var fields = new EnumMap<Field, String>(ADA.fields());
    fields.put(field, value);
    return new NameLogin(fields);
  }

  private static Map<IpFamily, InetAddress> map(InetAddress v4, InetAddress v6) {
    return Map.of(IpFamily.IPV4, v4, IpFamily.IPV6, v6);
  }
}
