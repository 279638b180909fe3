package app.gatehouse.state;

import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes files whole or not at all: whoever looks, even after a power cut, finds the old content or
 * the new one. Safe for all threads; of two writers of one file the last wins.
 */
public final class AtomicFiles {
  static final String TEMPORARY = ".tmp";

  private AtomicFiles() {}

  /**
   * Replaces a file. A symbolic link of that name is itself replaced, never followed.
   *
   * @param ownerOnly whether nobody else may read it
   * @throws ProblemException {@code storage-full} or {@code storage-denied} with the fact {@code
   *     file}; the old content is then still there
   */
  public static void write(Path file, byte[] content, boolean ownerOnly) throws ProblemException {
    try {
      replace(file.toAbsolutePath(), content, ownerOnly);
    } catch (IOException e) {
      throw Storage.problem(file, e);
    }
  }

  /**
   * Reads a regular file of at most a given size; a symbolic link in its place is not followed. An
   * interrupt does not end it.
   *
   * @throws UnfitFileException when it is no regular file, or larger
   * @throws IOException when it is missing or cannot be read just now
   */
  static byte[] read(Path file, int limit) throws IOException {
    var kind = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!kind.isRegularFile()) {
      // Opening a pipe would wait for ever.
      throw new UnfitFileException("not a regular file");
    }
    // Not a channel of ours: that would close itself when its thread is interrupted.
    try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      var content = in.readNBytes(limit + 1);
      if (content.length > limit) {
        throw new UnfitFileException("larger than " + limit + " bytes");
      }
      return content;
    }
  }

  /**
   * Deletes a file if it is there, for good: also after a power cut.
   *
   * @throws ProblemException {@code storage-denied}
   */
  public static void delete(Path file) throws ProblemException {
    try {
      if (Files.deleteIfExists(file)) {
        syncFolder(file.toAbsolutePath().getParent());
      }
    } catch (IOException e) {
      throw Storage.problem(file, e);
    }
  }

  /**
   * Removes what writers left behind that were killed half-way, in a folder and all below it; it
   * may hold secrets. Call only while nobody writes.
   */
  static void removeLeftovers(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes kind) throws IOException {
            var name = String.valueOf(file.getFileName());
            if (name.startsWith(".") && name.endsWith(TEMPORARY)) {
              Files.deleteIfExists(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void replace(Path file, byte[] content, boolean ownerOnly) throws IOException {
    var folder = file.getParent();
    if (folder == null) {
      throw new IOException("no folder");
    }
    // A short name of its own: the file's may be as long as names can be.
    var temporary = folder.resolve("." + UUID.randomUUID() + TEMPORARY);
    try {
      var rights = ownerOnly ? OwnerOnly.forNewFile() : new FileAttribute<?>[0];
      try (var channel =
          FileChannel.open(
              temporary, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), rights)) {
        var buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      syncFolder(folder);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Without this a rename may be forgotten by a power cut; Windows cannot and need not do it. */
  static void syncFolder(@Nullable Path folder) {
    if (folder == null) {
      return;
    }
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // The content itself is safe; some file systems cannot sync a folder.
    }
  }
}
