package app.gatehouse.control;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection, either side: whole messages in and out. One thread reads; a virtual thread of its
 * own writes, so that nobody who has something to say ever waits for a slow reader, and an
 * interrupted caller never closes the connection of the others.
 */
final class Wire implements AutoCloseable {
  static final int MAX_FRAME = 1 << 20;

  private static final int PIECE = 16 << 10;
  private static final long NEVER = Long.MIN_VALUE;

  private final SocketChannel channel;
  private final Outbox outbox;
  private final LongSupplier nanos;
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final AtomicLong readingSince = new AtomicLong(NEVER);
  private final AtomicLong writingSince = new AtomicLong(NEVER);
  private volatile int maxFrame = MAX_FRAME;

  Wire(SocketChannel channel, int queue, LongSupplier nanos) {
    this.channel = channel;
    this.outbox = new Outbox(queue);
    this.nanos = nanos;
    Thread.ofVirtual().name("control-writer").start(this::write);
  }

  Outbox outbox() {
    return outbox;
  }

  /** From now on takes only messages up to this size. */
  void maxFrame(int bytes) {
    maxFrame = bytes;
  }

  /**
   * Sends a message; a reader who is so slow that too much waits is hung up on.
   *
   * @return false when it is larger than a message may be; nothing is sent then
   */
  boolean send(Message message) {
    var frame = message.encode();
    if (frame.length > MAX_FRAME) {
      return false;
    }
    if (!outbox.add(frame)) {
      close();
    }
    return true;
  }

  /**
   * Waits for the next message. Only one thread may read.
   *
   * @return null when the other side has hung up between two messages
   * @throws IOException when the connection broke or what came is no message
   */
  @Nullable Message read() throws IOException {
    var head = ByteBuffer.allocate(Integer.BYTES);
    if (channel.read(head) < 0) {
      return null;
    }
    readingSince.set(nanos.getAsLong());
    fill(head);
    var length = head.flip().getInt();
    if (length < 2 || length > maxFrame) {
      throw new IOException("a message of " + length + " bytes");
    }
    var frame = frame(length);
    readingSince.set(NEVER);
    return Message.decode(frame);
  }

  /** Whether a message, in or out, has taken longer than this. */
  boolean isStuck(Duration longest) {
    return isOver(readingSince.get(), longest) || isOver(writingSince.get(), longest);
  }

  boolean isOpen() {
    return open.get();
  }

  /** Writes what waits, for at most this time, then closes. */
  void closeAfterWriting(Duration longest) {
    outbox.close();
    try {
      outbox.awaitEmpty(longest.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  @Override
  public void close() {
    if (open.compareAndSet(true, false)) {
      outbox.close();
      try {
        channel.close();
      } catch (IOException e) {
        // It is over either way.
      }
    }
  }

  private boolean isOver(long since, Duration longest) {
    return since != NEVER && nanos.getAsLong() - since > longest.toNanos();
  }

  /** Grows with what really comes, so that an announced length alone costs no memory. */
  private byte[] frame(int length) throws IOException {
    var frame = new ByteArrayOutputStream(Math.min(length, PIECE));
    while (frame.size() < length) {
      var piece = ByteBuffer.allocate(Math.min(PIECE, length - frame.size()));
      fill(piece);
      frame.writeBytes(piece.array());
    }
    return frame.toByteArray();
  }

  private void fill(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException("hung up in the middle of a message");
      }
    }
  }

  private void write() {
    try {
      byte[] frame;
      while ((frame = outbox.take()) != null) {
        var buffer = ByteBuffer.allocate(Integer.BYTES + frame.length);
        buffer.putInt(frame.length).put(frame).flip();
        writingSince.set(nanos.getAsLong());
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        writingSince.set(NEVER);
      }
    } catch (IOException e) {
      // The other side has hung up. What it said last, perhaps why, is still to be read; then the
      // reader comes to the end, too.
      outbox.discard();
    } catch (InterruptedException e) {
      close();
    }
  }
}
