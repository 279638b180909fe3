package app.gatehouse.net;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.network.IpFamily;
import app.gatehouse.support.Eventually;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ResolverIT {
  private static final Duration LONG = Duration.ofSeconds(20);

  @Test
  void tellsNoDataFromNoSuchName() throws Exception {
    try (var dns =
        LoopbackDns.of(
            "home.example. A 203.0.113.7",
            "home.example. A 203.0.113.8",
            "home.example. CAA 128 issue \"letsencrypt.org\"",
            "www.home.example. CNAME other.example.",
            "other.example. CNAME home.example.",
            "dangling.example. CNAME gone.example.",
            "text.example. TXT \"one \" \"record\"",
            "text.example. TXT \"two\"",
            "six.example. AAAA 2001:db8::7",
            "xn--fiq228c.example. A 203.0.113.9")) {
      var resolver = new Resolver(List.of(dns.address()), LONG);
      assertThat(resolver.addresses("home.example", IpFamily.IPV4).values())
          .extracting(InetAddress::getHostAddress)
          .containsExactlyInAnyOrder("203.0.113.7", "203.0.113.8");
      assertThat(resolver.addresses("HOME.example.", IpFamily.IPV4).values()).hasSize(2);
      assertThat(resolver.addresses("中文.example", IpFamily.IPV4).values()).hasSize(1);
      assertThat(resolver.addresses("six.example", IpFamily.IPV6).values())
          .containsExactly(InetAddress.ofLiteral("2001:db8::7"));
      assertThat(resolver.addresses("www.home.example", IpFamily.IPV4).values()).hasSize(2);
      assertThat(resolver.cname("www.home.example").values()).containsExactly("other.example");
      assertThat(resolver.txt("text.example").values())
          .containsExactlyInAnyOrder("one record", "two");
      assertThat(resolver.caa("home.example").values())
          .containsExactly(new CaaRecord(true, "issue", "letsencrypt.org"));

      assertThat(resolver.addresses("home.example", IpFamily.IPV6))
          .isInstanceOf(DnsAnswer.NoData.class);
      assertThat(resolver.txt("home.example")).isInstanceOf(DnsAnswer.NoData.class);
      assertThat(resolver.cname("home.example")).isInstanceOf(DnsAnswer.NoData.class);
      for (var missing : List.of("gone.example", "dangling.example", "not a name", "a..b", "")) {
        assertThat(resolver.addresses(missing, IpFamily.IPV4))
            .as(missing)
            .isInstanceOf(DnsAnswer.NoSuchName.class);
      }
    }
  }

  @Test
  void fetchesLongAnswersByTcp() throws Exception {
    var many =
        IntStream.range(0, 60)
            .mapToObj(i -> "many.example. A 203.0.113." + i)
            .toArray(String[]::new);
    try (var dns = LoopbackDns.of(many)) {
      var resolver = new Resolver(List.of(dns.address()), LONG);
      assertThat(resolver.addresses("many.example", IpFamily.IPV4).values()).hasSize(60);
      assertThat(dns.overTcp).hasPositiveValue();
    }
  }

  @Test
  void asksTheNextServerWhenOneIsSilentOrFails() throws Exception {
    try (var silent = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
        var failing = LoopbackDns.failing();
        var good = LoopbackDns.of("home.example. A 203.0.113.7")) {
      var mute = new InetSocketAddress("127.0.0.1", silent.getLocalPort());
      var limit = Duration.ofSeconds(6);
      for (var bad : List.of(mute, failing.address())) {
        var resolver = new Resolver(List.of(bad, good.address()), limit);
        assertThat(resolver.addresses("home.example", IpFamily.IPV4).values()).hasSize(1);
      }
      var hopeless = new Resolver(List.of(failing.address()), limit);
      assertThat(hopeless.addresses("home.example", IpFamily.IPV4))
          .isInstanceOf(DnsAnswer.Failed.class);
    }
  }

  @Test
  void givesUpOnASilentServer() throws Exception {
    try (var silent = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
      var mute = new InetSocketAddress("127.0.0.1", silent.getLocalPort());
      var answer =
          new Resolver(List.of(mute), Duration.ofMillis(400)).addresses("x.example", IpFamily.IPV4);
      assertThat(answer).isInstanceOf(DnsAnswer.Failed.class);
      assertThat(answer.isKnown()).isFalse();
      assertThat(answer.values()).isEmpty();
    }
  }

  @Test
  void endsWhenItsThreadIsInterrupted() throws Exception {
    try (var silent = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
      var mute = new InetSocketAddress("127.0.0.1", silent.getLocalPort());
      var interrupted = new CompletableFuture<Boolean>();
      var thread =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      new Resolver(List.of(mute), LONG).addresses("x.example", IpFamily.IPV4);
                      interrupted.complete(false);
                    } catch (InterruptedException e) {
                      interrupted.complete(true);
                    }
                  });
      Eventually.isTrue("asked", () -> received(silent));
      thread.interrupt();
      assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static boolean received(DatagramSocket socket) throws Exception {
    socket.receive(new java.net.DatagramPacket(new byte[512], 512));
    return true;
  }
}
