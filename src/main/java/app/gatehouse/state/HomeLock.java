package app.gatehouse.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Says that this process is the one service of a home. Ends with {@link #close()} or with the
 * process, however that dies. The file stays and holds the process id for people.
 */
public final class HomeLock implements AutoCloseable {
  static final String FILE = "service.lock";

  /** Far behind the content, since Windows does not let others read a locked part. */
  private static final long LOCKED_AT = 1 << 20;

  private final FileChannel channel;
  private final FileLock lock;

  private HomeLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  static Optional<HomeLock> take(Path file) throws IOException {
    var channel =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS),
            OwnerOnly.forNewFile());
    try {
      var lock = channel.tryLock(LOCKED_AT, 1, false);
      if (lock != null) {
        var pid = Long.toString(ProcessHandle.current().pid()) + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
        return Optional.of(new HomeLock(channel, lock));
      }
    } catch (OverlappingFileLockException e) {
      // Another part of this process has it.
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  /** The process that has, or had last, the service of a home; it may be long gone. */
  public static OptionalLong lastHolder(Path home) {
    try {
      var text = Files.readString(home.resolve(FILE)).strip();
      return text.matches("\\d{1,18}")
          ? OptionalLong.of(Long.parseLong(text))
          : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  @Override
  public void close() {
    try (channel) {
      lock.release();
    } catch (IOException e) {
      // Closing the channel has released it.
    }
  }
}
