package app.gatehouse.forward.guard;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.CertificateChoice;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.Limits;
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.model.site.Protection;
import app.gatehouse.model.site.Protection.UserAccount;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.site.Upstream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private static final UserAccount ANNA = new UserAccount("安娜", "hash-1");

  private Instant now = Instant.parse("2026-11-01T00:00:00Z");
  private final Sessions sessions = sessions(new byte[32]);
  private final Site site = site("a.example.com", ANNA);

  @Test
  void knowsWhoSignedIn() {
    var setCookie = sessions.begin(site, ANNA);
    assertThat(setCookie)
        .startsWith("__Host-gatehouse=")
        .contains("; Path=/; Secure; HttpOnly; SameSite=Lax")
        .doesNotContain("Domain");
    assertThat(sessions.user(site, "a=1; " + cookie(setCookie) + "; b=2")).contains(ANNA);
  }

  @Test
  void endsWithTime() {
    var cookie = cookie(sessions.begin(site, ANNA));
    now = now.plus(Duration.ofHours(1)).minusSeconds(1);
    assertThat(sessions.user(site, cookie)).isPresent();
    now = now.plusSeconds(1);
    assertThat(sessions.user(site, cookie)).isEmpty();
  }

  @Test
  void endsWithThePassword() {
    var cookie = cookie(sessions.begin(site, ANNA));
    var changed = site("a.example.com", new UserAccount(ANNA.name(), "hash-2"));
    assertThat(sessions.user(changed, cookie)).isEmpty();
  }

  @Test
  void endsWithTheUser() {
    var cookie = cookie(sessions.begin(site, ANNA));
    assertThat(sessions.user(site("a.example.com", new UserAccount("bert", "hash-1")), cookie))
        .isEmpty();
  }

  @Test
  void opensNoOtherSite() {
    var cookie = cookie(sessions.begin(site, ANNA));
    assertThat(sessions.user(site("b.example.com", ANNA), cookie)).isEmpty();
  }

  @Test
  void endsWithTheSecret() {
    var cookie = cookie(sessions.begin(site, ANNA));
    var other = new byte[32];
    other[0] = 1;
    assertThat(sessions(other).user(site, cookie)).isEmpty();
  }

  @Test
  void endsWhenSignedOut() {
    var cookie = cookie(sessions.begin(site, ANNA));
    var another = cookie(sessions.begin(site, ANNA));
    assertThat(sessions.end(site, cookie)).startsWith("__Host-gatehouse=;").contains("Max-Age=0");
    assertThat(sessions.user(site, cookie)).isEmpty();
    assertThat(sessions.user(site, another)).isPresent();
  }

  @Test
  void refusesWhateverWasChanged() {
    var cookie = cookie(sessions.begin(site, ANNA));
    for (var i = "__Host-gatehouse=".length(); i < cookie.length(); i++) {
      var changed = new StringBuilder(cookie);
      changed.setCharAt(i, cookie.charAt(i) == 'x' ? 'y' : 'x');
      assertThat(sessions.user(site, changed.toString())).as("changed at %d", i).isEmpty();
    }
    assertThat(sessions.user(site, "__Host-gatehouse=")).isEmpty();
    assertThat(sessions.user(site, "__Host-gatehouse=a.b.c.d")).isEmpty();
    assertThat(sessions.user(site, "x__Host-gatehouse=1; " + cookie.replace("__Host", "Host")))
        .isEmpty();
  }

  private Sessions sessions(byte[] secret) {
    return new Sessions(secret, Duration.ofHours(1), () -> now, new SecureRandom());
  }

  private static String cookie(String setCookie) {
    return setCookie.substring(0, setCookie.indexOf(';'));
  }

  private static Site site(String host, UserAccount user) {
    return new Site(
        new SiteAddress(AddressKind.OWN_DOMAIN, host),
        new Upstream("127.0.0.1", 1),
        LocalApp.GENERIC,
        new Protection(GuardKind.LOGIN, List.of(user), List.of(), Limits.PAGES),
        CertificateChoice.LOCAL_CA,
        false);
  }
}
