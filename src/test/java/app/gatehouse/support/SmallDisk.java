package app.gatehouse.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A small disk of its own in the place of a folder, seen only by programs that are started below
 * {@link #commandPrefix()}. Skips the test with a reason where this user may not make one.
 */
public final class SmallDisk implements AutoCloseable {
  private static final String FILLER = "filler";
  private static final int BLOCK = 4096;

  private final Path folder;
  private final ChildProcess holder;

  private SmallDisk(Path folder, ChildProcess holder) {
    this.folder = folder;
    this.holder = holder;
  }

  /**
   * Mounts one on a folder, which is made.
   *
   * @param size such as {@code 2m}
   */
  public static SmallDisk at(Path folder, String size) throws IOException {
    Servers.requireMounts();
    Servers.require("nsenter");
    Files.createDirectories(folder);
    var script = "mount -t tmpfs -o size=%s tmpfs '%s' && echo mounted && exec sleep 3600";
    var holder =
        ChildProcess.of(Servers.require("unshare"), "-Urm", "sh", "-c")
            .with(script.formatted(size, folder))
            .start();
    holder.awaitLine("mounted");
    return new SmallDisk(folder, holder);
  }

  /** What to put before a command so that it sees the disk. */
  public List<String> commandPrefix() {
    return List.of(
        Servers.require("nsenter").toString(),
        "--target=" + holder.pid(),
        "--user",
        "--mount",
        "--preserve-credentials",
        "--wd=" + Path.of("").toAbsolutePath());
  }

  /** A path on the disk, for programs that do not see the disk. */
  public Path outside(Path inside) {
    return Path.of("/proc/" + holder.pid() + "/root" + inside);
  }

  /** Fills it so that only that many KiB are free. */
  public void fillBut(int kib) {
    empty();
    var filler = outside(folder).resolve(FILLER);
    try (var out =
        Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      var block = new byte[BLOCK];
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
    try (var file = Files.newByteChannel(filler, StandardOpenOption.WRITE)) {
      file.truncate(Math.max(0, file.size() - kib * 1024L));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes away what it was filled with. */
  public void empty() {
    try {
      Files.deleteIfExists(outside(folder).resolve(FILLER));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Lets nobody write to a folder on it any more who does not write to an open file, or lets them
   * again.
   */
  public void readOnly(Path inside, boolean value) {
    var bind = "mount --bind '%1$s' '%1$s' && mount -o remount,bind,ro '%1$s'";
    run((value ? bind : "umount '%1$s'").formatted(inside));
  }

  /** The files on it but the one that fills it, sorted. */
  public List<String> files() {
    var root = outside(folder);
    try (var all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .filter(name -> !name.equals(FILLER))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run(String script) {
    var command = new ArrayList<>(commandPrefix());
    command.addAll(List.of("sh", "-c", script));
    try (var child =
        ChildProcess.of(Path.of(command.getFirst()), command.subList(1, command.size()).toArray())
            .start()) {
      assertThat(child.awaitExit(Duration.ofSeconds(20))).as(child.output()).isZero();
    }
  }

  @Override
  public void close() {
    holder.close();
  }
}
