package app.gatehouse.net;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.support.Seeds;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a web server answers: an answer within its bounds, or a failure that is told apart. */
class HttpAnswerFuzz {
  private static final int MOST = 64;

  static Stream<byte[]> seeds() {
    return Seeds.latin(
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\nA: b\nA: c\n\nhello",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a\r\nhello\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: -0\r\n\r\n",
        "HTTP/1.1 200 OK\r\n: x\r\n\r\n",
        "HTTP/1.1 999 ?\r\n\r\n" + "x".repeat(200),
        "HTTP/1.1 20 OK\r\n\r\n",
        "HTTP/1.0 101 Switching\r\n\r\nxyz",
        "SSH-2.0-OpenSSH\r\n",
        "\r\n",
        "");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void kept(byte[] bytes) {
    isAnAnswerOrAFailure(bytes);
  }

  @DictionaryEntries({
    "HTTP/1.1 200 OK\\x0D\\x0A",
    "Transfer-Encoding: chunked\\x0D\\x0A\\x0D\\x0A",
    "Content-Length: ",
    "HTTP/1.1 100 Continue\\x0D\\x0A\\x0D\\x0A"
  })
  @MethodSource("seeds")
  @FuzzTest
  void isAnAnswerOrAFailure(byte[] bytes) {
    try {
      var answer = PlainHttp.get(new Canned(bytes), "a.example", "/", MOST);
      assertThat(answer.status()).isBetween(101, 999);
      assertThat(answer.body()).hasSizeLessThanOrEqualTo(MOST);
      assertThat(answer.header("Content-Type")).isNotNull();
      assertThat(answer.text()).isNotNull();
    } catch (IOException e) {
      assertThat(NetFailure.of(e).detail()).isNotEmpty();
    }
  }

  /** A connection whose other side has said everything already. */
  private static final class Canned extends Socket {
    private final InputStream answer;

    Canned(byte[] answer) {
      this.answer = new ByteArrayInputStream(answer);
    }

    @Override
    public InputStream getInputStream() {
      return answer;
    }

    @Override
    public OutputStream getOutputStream() {
      return new ByteArrayOutputStream();
    }
  }
}
