package app.gatehouse.forward;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.support.ChildProcess;
import app.gatehouse.support.TestAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bodies far larger than the forwarder's memory, through a JVM with as much as the service has. */
class BigBodiesIT {
  private static final long MIB = 1024 * 1024;

  @TempDir Path folder;

  @Test
  @Timeout(240)
  void passesBodiesLargerThanItsMemory() throws Exception {
    upAndDown(200 * MIB, List.of());
  }

  @Test
  @Timeout(240)
  void passesThemWithoutNativeLibraries() throws Exception {
    upAndDown(
        100 * MIB,
        List.of("-Dio.netty.transport.noNative=true", "-Dio.netty.handler.ssl.noOpenSsl=true"));
  }

  @Test
  @Timeout(600)
  @Tag("long")
  void passesTwoGibibytesUpAndDown() throws Exception {
    upAndDown(2048 * MIB, List.of());
  }

  private void upAndDown(long size, List<String> options) throws Exception {
    try (var app = TestApp.with(connection -> serve(connection, size))) {
      var root = folder.resolve("root.pem");
      try (var process = start(app, root, options)) {
        var line = process.awaitLine("listening \\d+", Duration.ofMinutes(1));
        var port = Integer.parseInt(line.substring(line.indexOf(' ') + 1).strip());
        var hash = hash(size);
        assertThat(upload(root, port, size)).isEqualTo(hash);
        assertThat(download(root, port)).isEqualTo(hash);
        assertThat(process.isAlive()).isTrue();
      }
    }
  }

  private static ChildProcess start(TestApp app, Path root, List<String> options) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    var arguments = new ArrayList<Object>();
    arguments.addAll(List.of("-XX:+UseSerialGC", "-Xmx64m", "-XX:+ExitOnOutOfMemoryError"));
    arguments.add("--enable-native-access=ALL-UNNAMED");
    arguments.addAll(options);
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
    arguments.add(ForwarderProcess.class.getName());
    arguments.addAll(List.of(app.upstream().port(), 0, Gatehouse.HOST, root));
    return ChildProcess.of(java, arguments.toArray()).start();
  }

  private static void serve(RawConnection connection, long size) throws IOException {
    var head = connection.readHead();
    if (head.target().equals("/upload")) {
      var body = connection.in();
      var digest = newDigest();
      var buffer = new byte[256 * 1024];
      for (var left = size; left > 0; ) {
        var count = body.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (count < 0) {
          throw new IOException("ended early");
        }
        digest.update(buffer, 0, count);
        left -= count;
      }
      var answer = HexFormat.of().formatHex(digest.digest());
      connection.head("HTTP/1.1 200 OK", "Content-Length: " + answer.length()).send(answer);
    } else {
      connection.head("HTTP/1.1 200 OK", "Content-Length: " + size);
      write(connection.out(), size);
    }
  }

  private static String upload(Path root, int port, long size) throws Exception {
    try (var client = connect(root, port)) {
      client.head("POST /upload HTTP/1.1", "Host: " + Gatehouse.HOST, "Content-Length: " + size);
      var sending =
          CompletableFuture.runAsync(
              () -> {
                try {
                  write(client.out(), size);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      sending.get(10, TimeUnit.MINUTES);
      return client.readText(client.readHead());
    }
  }

  private static String download(Path root, int port) throws Exception {
    try (var client = connect(root, port)) {
      client.head("GET /download HTTP/1.1", "Host: " + Gatehouse.HOST);
      var length = Long.parseLong(client.readHead().header("Content-Length").orElseThrow());
      var digest = newDigest();
      read(client.in(), length, digest);
      return HexFormat.of().formatHex(digest.digest());
    }
  }

  private static void read(InputStream in, long length, MessageDigest digest) throws IOException {
    var buffer = new byte[256 * 1024];
    for (var left = length; left > 0; ) {
      var count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (count < 0) {
        throw new IOException("ended early");
      }
      digest.update(buffer, 0, count);
      left -= count;
    }
  }

  private static RawConnection connect(Path root, int port) throws Exception {
    X509Certificate certificate;
    try (var in = Files.newInputStream(root)) {
      certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
    var socket =
        TestAuthority.trust(certificate)
            .getSocketFactory()
            .createSocket(new Socket("127.0.0.1", port), Gatehouse.HOST, port, true);
    return new RawConnection(socket);
  }

  /** Blocks that all differ, without the cost of that much randomness. */
  private static void write(OutputStream out, long size) throws IOException {
    var block = new byte[(int) MIB];
    new Random(1).nextBytes(block);
    for (var i = 0L; i < size / MIB; i++) {
      ByteBuffer.wrap(block).putLong(i);
      out.write(block);
    }
    out.flush();
  }

  private static String hash(long size) throws IOException {
    var digest = newDigest();
    write(
        new OutputStream() {
          @Override
          public void write(int b) {
            digest.update((byte) b);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
          }
        },
        size);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
