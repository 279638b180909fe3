package app.gatehouse.control;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Says to a server exactly what a test wants, right or wrong. */
final class RawClient implements AutoCloseable {
  static final String HELLO = "{\"type\":\"hello\",\"version\":" + Message.VERSION + "}";

  private final SocketChannel channel;

  RawClient(Path socket) throws IOException {
    channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
  }

  /** One that has been let in. */
  static RawClient greeted(Path socket) throws IOException {
    var client = new RawClient(socket);
    client.say(HELLO);
    client.hear();
    return client;
  }

  void say(String message) throws IOException {
    var bytes = message.getBytes(StandardCharsets.UTF_8);
    send(ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes).array());
  }

  void send(byte[] bytes) throws IOException {
    var buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /** The next message. */
  String hear() throws IOException {
    var length = read(4).getInt();
    return new String(read(length).array(), StandardCharsets.UTF_8);
  }

  /** Whether the other side hangs up; waits for it, and passes over what it still says. */
  boolean isHungUpOn() throws IOException {
    try {
      while (true) {
        hear();
      }
    } catch (EOFException e) {
      return true;
    } catch (IOException e) {
      return String.valueOf(e.getMessage()).contains("reset");
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private ByteBuffer read(int length) throws IOException {
    var buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException();
      }
    }
    return buffer.flip();
  }
}
