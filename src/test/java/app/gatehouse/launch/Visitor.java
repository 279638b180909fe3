package app.gatehouse.launch;

import app.gatehouse.net.Trust;
import app.gatehouse.support.Eventually;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSocket;

/** A visitor of this computer's forwarder who trusts one root and verifies everything. */
final class Visitor {
  private Visitor() {}

  /** What came back. */
  record Page(int status, String body, X509Certificate leaf) {}

  /** Gets the first page of a host; headers as names and values. */
  static Page get(Path root, String host, int port, String... headers) throws IOException {
    try (var tls = connect(root, host, port)) {
      var request = new StringBuilder("GET / HTTP/1.1\r\nHost: " + host + ":" + port + "\r\n");
      for (var i = 0; i < headers.length; i += 2) {
        request.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
      }
      request.append("Accept: text/html\r\nConnection: close\r\n\r\n");
      tls.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
      var answer = new ByteArrayOutputStream();
      tls.getInputStream().transferTo(answer);
      var text = answer.toString(StandardCharsets.UTF_8);
      return new Page(
          Integer.parseInt(text.substring(9, 12)),
          text,
          (X509Certificate) tls.getSession().getPeerCertificates()[0]);
    }
  }

  /** A connection to a host whose certificate was verified. */
  static SSLSocket connect(Path root, String host, int port) throws IOException {
    var context = Trust.context(Trust.read(root));
    var plain = new Socket();
    try {
      plain.connect(new InetSocketAddress("127.0.0.1", port), 5000);
      plain.setSoTimeout(20_000);
      var tls = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
      var parameters = tls.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      parameters.setServerNames(List.of(new SNIHostName(host)));
      tls.setSSLParameters(parameters);
      tls.startHandshake();
      return tls;
    } catch (IOException | RuntimeException e) {
      plain.close();
      throw e;
    }
  }

  static String serial(Path root, String host, int port) throws IOException {
    return get(root, host, port).leaf().getSerialNumber().toString(16);
  }

  /** Waits until the host is served with a certificate of the root. */
  static void awaitServed(Path root, String host, int port) {
    Eventually.isTrue(
        host + " is served", Duration.ofSeconds(60), () -> get(root, host, port).status() < 500);
  }
}
