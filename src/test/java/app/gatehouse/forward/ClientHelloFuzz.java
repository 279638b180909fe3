package app.gatehouse.forward;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.forward.guard.Sessions;
import app.gatehouse.model.certificate.TlsMaterial;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.support.Seeds;
import app.gatehouse.support.TestAuthority;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandler;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes come to the HTTPS port: the connection goes on as one of our sites or as plain
 * HTTP, is refused or waits for more; nothing else is thrown and no memory is left behind.
 */
class ClientHelloFuzz {
  private static final List<String> HOSTS = List.of("app.example.com", "203.0.113.1");
  private static final int MOST = 70 * 1024;

  private final UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(false);
  private final SiteTable sites =
      new SiteTable(
          new Sessions(
              new byte[32], Duration.ofDays(1), InstantSource.system(), new SecureRandom()),
          InstantSource.system());

  ClientHelloFuzz() {
    var authority = new TestAuthority("Test");
    for (var host : HOSTS) {
      var identity = authority.issue(host);
      var kind = host.startsWith("2") ? AddressKind.PUBLIC_IP : AddressKind.OWN_DOMAIN;
      sites.put(
          Gatehouse.site(kind, host, new Upstream("127.0.0.1", 7860), Gatehouse.OPEN),
          new TlsMaterial(List.of(identity.certificate(), authority.root()), identity.key()));
    }
  }

  static Stream<byte[]> seeds() throws Exception {
    var hello = hello("app.example.com", "TLSv1.3");
    return Stream.concat(
        Stream.of(
            hello,
            hello("other.example.com", "TLSv1.3"),
            hello("APP.example.com", "TLSv1.2"),
            hello(null, "TLSv1.2"),
            inTwoRecords(hello),
            Arrays.copyOf(hello, 100)),
        Seeds.latin(
            "GET / HTTP/1.1\r\n\r\n",
            "\26\3\1\0\0",
            "\25\3\1\0\2\2\0",
            "\200\56\1\0\2\0\25\0\0\0\20",
            "\26\3\3\377\377\1\0\377\377"));
  }

  /** A record is a header of five bytes, the last two of them its length. */
  private static byte[] inTwoRecords(byte[] record) {
    var first = 20;
    var rest = record.length - 5 - first;
    return ByteBuffer.allocate(record.length + 5)
        .put(record, 0, 3)
        .putShort((short) first)
        .put(record, 5, first)
        .put(record, 0, 3)
        .putShort((short) rest)
        .put(record, 5 + first, rest)
        .array();
  }

  private static byte[] hello(String host, String version) throws Exception {
    var engine = SSLContext.getDefault().createSSLEngine();
    engine.setUseClientMode(true);
    var parameters = engine.getSSLParameters();
    parameters.setProtocols(new String[] {version});
    if (host != null) {
      parameters.setServerNames(List.of(new SNIHostName(host)));
    }
    engine.setSSLParameters(parameters);
    engine.beginHandshake();
    var out = ByteBuffer.allocate(20_000);
    engine.wrap(ByteBuffer.allocate(0), out);
    return Arrays.copyOf(out.array(), out.position());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void kept(byte[] bytes) {
    becomesOneOfOursOrIsRefused(bytes);
  }

  @DictionaryEntries({"\\x16\\x03\\x01", "app.example.com", "\\x00\\x00\\x00\\x12\\x00\\x10\\x00"})
  @MethodSource("seeds")
  @FuzzTest
  void becomesOneOfOursOrIsRefused(byte[] bytes) {
    var chosen = new ArrayList<String>();
    var plain = new ArrayList<Boolean>();
    var end = new End();
    var gate =
        new SniGate(
            sites,
            new Probes(),
            10_000,
            (ctx, host) -> {
              chosen.add(host);
              ctx.pipeline().addLast(end);
            },
            ctx -> {
              plain.add(true);
              ctx.pipeline().addLast(end);
            });
    var channel = new EmbeddedChannel();
    channel.config().setAllocator(memory);
    channel.pipeline().addLast(gate);
    var size = 1 + bytes.length / 3;
    for (var at = 0; at < bytes.length && channel.isOpen(); at += size) {
      var piece = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size));
      channel.writeInbound(Unpooled.wrappedBuffer(piece));
      channel.runPendingTasks();
    }
    channel.checkException();
    assertThat(chosen.size() + plain.size()).isLessThanOrEqualTo(1);
    assertThat(!plain.isEmpty()).isEqualTo(bytes.length > 0 && bytes[0] >= 'A' && bytes[0] <= 'Z');
    assertThat(HOSTS).containsAll(chosen);
    assertThat(channel.pipeline().get(SslHandler.class) != null)
        .isEqualTo(!chosen.isEmpty() && channel.isOpen());
    if (channel.isOpen() && chosen.isEmpty() && plain.isEmpty()) {
      assertThat(bytes.length).isLessThan(MOST);
    }
    channel.finishAndReleaseAll();
    assertThat(memory.metric().usedHeapMemory() + memory.metric().usedDirectMemory()).isZero();
  }

  /** As a client's connection does it: what fails is closed. */
  private static final class End extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      assertThat(cause).hasRootCauseInstanceOf(SSLException.class);
      ctx.close();
    }
  }
}
