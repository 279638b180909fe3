package app.gatehouse.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on 127.0.0.1 that does with each connection what the test says. */
final class LoopbackServer implements AutoCloseable {
  /** What is done with a connection, on a thread of its own. */
  interface Behaviour {
    void serve(Socket socket) throws Exception;
  }

  final AtomicInteger connections = new AtomicInteger();
  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  LoopbackServer(Behaviour behaviour) throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    Thread.ofVirtual().start(() -> accept(behaviour));
  }

  /** Accepts and never says anything. */
  static LoopbackServer silent() throws IOException {
    return new LoopbackServer(socket -> socket.getInputStream().readAllBytes());
  }

  /** Reads the head of a request and answers with these bytes; then hangs up. */
  static LoopbackServer answering(String answer) throws IOException {
    return new LoopbackServer(
        socket -> {
          readHead(socket);
          socket.getOutputStream().write(answer.getBytes(java.nio.charset.StandardCharsets.UTF_8));
          socket.shutdownOutput();
          socket.getInputStream().readAllBytes();
        });
  }

  /** Answers in plain HTTP whatever it is told, as a web server does that is told TLS. */
  static LoopbackServer withoutTls() throws IOException {
    return new LoopbackServer(
        socket -> {
          if (socket.getInputStream().read() >= 0) {
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
          }
        });
  }

  /** An address where nobody listens, kept so that nobody else comes to listen there. */
  static Socket nobody() throws IOException {
    var reserved = new Socket();
    reserved.bind(new InetSocketAddress("127.0.0.1", 0));
    return reserved;
  }

  static String readHead(Socket socket) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      var next = socket.getInputStream().read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    return head.toString();
  }

  InetSocketAddress address() {
    return new InetSocketAddress("127.0.0.1", listener.getLocalPort());
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + path);
  }

  /** Connections that are still open on this side. */
  int openConnections() {
    return open.size();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (var socket : open) {
      socket.close();
    }
  }

  private void accept(Behaviour behaviour) {
    while (!listener.isClosed()) {
      try {
        var socket = listener.accept();
        connections.incrementAndGet();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(behaviour, socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Behaviour behaviour, Socket socket) {
    try (socket) {
      behaviour.serve(socket);
    } catch (Exception e) {
      // The other side hung up, or the test is over.
    } finally {
      open.remove(socket);
    }
  }
}
