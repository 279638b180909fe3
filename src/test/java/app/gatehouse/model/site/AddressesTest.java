package app.gatehouse.model.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
  @Test
  void findsASiteByItsNameAsPeopleTypeIt() {
    assertThat(SiteAddress.canonical(" Bücher.Example. ")).isEqualTo("xn--bcher-kva.example");
    assertThat(SiteAddress.canonical("No Name")).isEqualTo("no name");
  }

  @ParameterizedTest
  @CsvSource({
    "app.example.com,app.example.com",
    "' App.Example.COM. ',app.example.com",
    "语音.example.com,xn--2e3au0v.example.com",
    "家。中国,xn--fct.xn--fiqs8s",
    "bücher.example,xn--bcher-kva.example",
    "localhost,localhost",
  })
  void understandsNamesAsPeopleTypeThem(String typed, String ascii) throws ProblemException {
    assertThat(SiteAddress.of(AddressKind.OWN_DOMAIN, typed).host()).isEqualTo(ascii);
  }

  @Test
  void showsInternationalNamesAsPeopleReadThem() throws ProblemException {
    assertThat(SiteAddress.of(AddressKind.OWN_DOMAIN, "语音.example.com").displayName())
        .isEqualTo("语音.example.com");
  }

  @ParameterizedTest
  @CsvSource({
    "'',empty",
    "my app.example.com,space",
    "https://app.example.com,url",
    "app.example.com/x,url",
    "app..example.com,characters",
    "-app.example.com,characters",
    "app_.exa$mple.com,characters",
    "203.0.113.7,ip",
  })
  void refusesNamesThatCannotBeAndSaysWhy(String typed, String variant) {
    var thrown =
        catchThrowableOfType(
            ProblemException.class, () -> SiteAddress.of(AddressKind.OWN_DOMAIN, typed));
    assertThat(thrown.problem().code()).isEqualTo(ProblemCode.NAME_NOT_VALID);
    assertThat(thrown.problem().facts()).containsEntry("variant", variant);
  }

  @Test
  void writesIpAddressesInTheirCanonicalFormAndInUrlsWithBrackets() throws ProblemException {
    var address = SiteAddress.of(AddressKind.PUBLIC_IP, "2001:DB8:0:0::1");
    assertThat(address.host()).isEqualTo("2001:db8:0:0:0:0:0:1");
    assertThat(address.url(443)).isEqualTo("https://[2001:db8:0:0:0:0:0:1]/");
    assertThat(SiteAddress.of(AddressKind.PUBLIC_IP, "203.0.113.7").url(8443))
        .isEqualTo("https://203.0.113.7:8443/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"999.1.1.1", "fe80::1%eth0", "1:2", "app.example.com"})
  void refusesWhatIsNoIpAddress(String typed) {
    assertThat(
            catchThrowableOfType(
                ProblemException.class, () -> SiteAddress.of(AddressKind.PUBLIC_IP, typed)))
        .isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "7860,http://127.0.0.1:7860",
    "localhost:5000,http://localhost:5000",
    "' http://127.0.0.1:7860/ ',http://127.0.0.1:7860",
    "HTTP://Box:1,http://box:1",
    "http://[::1]:8080,http://[::1]:8080",
    "http://localhost,http://localhost:80",
  })
  void understandsAppAddresses(String typed, String url) throws ProblemException {
    assertThat(Upstream.of(typed).url()).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://ada:s3cret@127.0.0.1:1",
        "https://ada:s3cret@127.0.0.1:1",
        "ada:s3cret@localhost:1",
        "http://ada:s3@cret@127.0.0.1:1",
        "http://ada:s3/cret@127.0.0.1:1",
        "ftp://ada:s3?cret@127.0.0.1"
      })
  void repeatsNoPasswordThatStandsInAnAppAddress(String typed) {
    var thrown = catchThrowableOfType(ProblemException.class, () -> Upstream.of(typed));
    assertThat(thrown.problem().toString()).contains("…@").doesNotContain("s3", "cret");
  }

  @ParameterizedTest
  @CsvSource({
    "https://127.0.0.1:7860,https",
    "http://127.0.0.1:7860/app,path",
    "http://127.0.0.1:7860?x,path",
    "70000,port",
    "0,port",
    "99999999999,port",
    "http://user:pw@127.0.0.1:1,host",
    "ftp://127.0.0.1,text",
    "not a url,text",
    "'',text",
  })
  void refusesOtherAppAddressesAndSaysWhy(String typed, String variant) {
    var thrown = catchThrowableOfType(ProblemException.class, () -> Upstream.of(typed));
    assertThat(thrown).isNotNull();
    assertThat(thrown.problem().code()).isEqualTo(ProblemCode.ADDRESS_NOT_VALID);
    assertThat(thrown.problem().facts()).containsEntry("variant", variant);
  }
}
