package app.gatehouse.model.site;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.network.IpRange;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.support.Seeds;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever somebody types as an address or a name: it is refused with its problem, or understood in
 * a form that means the same everywhere else.
 */
class TypedAddressFuzz {
  static Stream<byte[]> seeds() {
    return Seeds.utf8(
        "7860",
        "00080",
        "0",
        "65536",
        "99999999999999999999",
        "localhost:7860",
        "http://127.0.0.1:7860/",
        "HTTP://LocalHost.:80",
        "http://[::1]:7860",
        "http://[::ffff:127.0.0.1]:80/",
        "http://[fe80::1%25eth0]:80",
        "http://a_b.example:80",
        "http://user@host/",
        "https://a.example",
        "http://a.example/path?x#y",
        "http://:80",
        "http:80",
        "http:///",
        "ftp://x",
        " a.example. ",
        "A.Example",
        "例子.测试",
        "例子。测试",
        "ａ.example",
        "straße.example",
        "xn--fsqu00a.xn--0zwm56d",
        "xn--a.example",
        "xn--",
        "a..example",
        "-a.example",
        "a\u200d.example",
        "a\u00ad.example",
        "\u202ea.example",
        "\ud83d\ude00.example",
        "\u0130.example",
        "192.168.1.7",
        "192.168.1.7.",
        "１９２.168.1.7",
        "1.2.3.256",
        "1.2.3",
        "0x7f.1",
        "::1",
        "fe80::1%eth0",
        "10.0.0.0/8",
        "::/129",
        "a b.example",
        "*.example.com",
        "\0",
        "");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void kept(byte[] typed) throws Exception {
    isRefusedOrMeansOneThing(typed);
  }

  @DictionaryEntries({"http://", "[::1]", ".example", "xn--", "。", ":80", "%25", "127.0.0.1"})
  @MethodSource("seeds")
  @FuzzTest
  void isRefusedOrMeansOneThing(byte[] bytes) throws Exception {
    var typed = new String(bytes, StandardCharsets.UTF_8);
    upstream(typed);
    for (var kind : AddressKind.values()) {
      name(kind, typed);
    }
    try {
      var range = IpRange.of(typed);
      assertThat(IpRange.of(range.toString())).isEqualTo(range);
    } catch (IllegalArgumentException e) {
      // Not a block of addresses.
    }
  }

  private static void upstream(String typed) throws Exception {
    Upstream app;
    try {
      app = Upstream.of(typed);
    } catch (ProblemException e) {
      assertThat(e.problem().code()).isEqualTo(ProblemCode.ADDRESS_NOT_VALID);
      assertThat(e.problem().facts()).containsKeys("address", "variant");
      return;
    }
    assertThat(app.port()).isBetween(1, 65535);
    assertThat(app.authority()).matches("[!-~]+");
    assertThat(Upstream.of(app.url())).isEqualTo(app);
    var uri = URI.create(app.url());
    assertThat(uri.getPort()).isEqualTo(app.port());
    assertThat(uri.getHost().replaceAll("[\\[\\]]", "")).isEqualTo(app.host());
  }

  private static void name(AddressKind kind, String typed) throws Exception {
    SiteAddress address;
    try {
      address = SiteAddress.of(kind, typed);
    } catch (ProblemException e) {
      assertThat(e.problem().code()).isEqualTo(ProblemCode.NAME_NOT_VALID);
      assertThat(e.problem().facts()).containsKeys("name", "variant");
      return;
    }
    assertThat(address.host()).matches("[a-z0-9_:.-]{1,253}");
    assertThat(SiteAddress.of(kind, address.host())).isEqualTo(address);
    assertThat(address.displayName()).isNotEmpty();
    for (var port : new int[] {443, 8443}) {
      var uri = URI.create(address.url(port));
      assertThat(uri.getRawAuthority()).startsWith(address.isIp() ? "" : address.host());
      assertThat(uri.getRawPath()).isEqualTo("/");
    }
  }
}
