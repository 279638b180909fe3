package app.gatehouse.forward;

import app.gatehouse.model.site.Upstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An app of a test: does with each connection exactly what it is told, good or bad. */
final class TestApp implements AutoCloseable {
  private final ServerSocket listener;
  private final Behaviour behaviour;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();

  /** What to do with one connection; it is closed afterwards. */
  @FunctionalInterface
  interface Behaviour {
    void serve(RawConnection connection) throws Exception;
  }

  private TestApp(Behaviour behaviour) throws IOException {
    this.behaviour = behaviour;
    listener = new ServerSocket(0, 100, InetAddress.ofLiteral("127.0.0.1"));
    Thread.ofVirtual().start(this::accept);
  }

  static TestApp with(Behaviour behaviour) {
    try {
      return new TestApp(behaviour);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers every request on a connection, one after another. */
  static TestApp answering(Behaviour answer) {
    return with(
        connection -> {
          while (true) {
            answer.serve(connection);
          }
        });
  }

  /** Answers every request with this text. */
  static TestApp saying(String text) {
    return answering(
        connection -> {
          var head = connection.readHead();
          if (head.header("content-length").isPresent()
              || head.header("transfer-encoding").isPresent()) {
            connection.readBody(head);
          }
          connection.head("HTTP/1.1 200 OK", "Content-Length: " + text.length()).send(text);
        });
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var socket = listener.accept();
        socket.setTcpNoDelay(true);
        connections.incrementAndGet();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return; // Closed.
      }
    }
  }

  private void serve(Socket socket) {
    try (var connection = new RawConnection(socket)) {
      behaviour.serve(connection);
    } catch (Exception e) {
      // The test sees what comes of it.
    } finally {
      open.remove(socket);
    }
  }

  Upstream upstream() {
    return new Upstream("127.0.0.1", listener.getLocalPort());
  }

  /** How many connections were made to it so far. */
  int connections() {
    return connections.get();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (var socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
