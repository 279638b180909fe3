package app.gatehouse.state;

import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Folders that only the owner may look into, and that appear and vanish as a whole. */
public final class Folders {
  private Folders() {}

  /**
   * Makes a folder and its missing parents, for the owner only.
   *
   * @throws ProblemException {@code storage-full} or {@code storage-denied} with the fact {@code
   *     file}
   */
  public static void make(Path folder) throws ProblemException {
    try {
      Files.createDirectories(folder, OwnerOnly.forNewFolder());
    } catch (IOException e) {
      throw Storage.problem(folder, e);
    }
  }

  /**
   * Gives a prepared folder its final name: whoever looks, even after a power cut, finds all of it
   * or nothing.
   *
   * @param target does not exist yet; in the same folder
   * @throws ProblemException {@code storage-full} or {@code storage-denied}
   */
  public static void publish(Path prepared, Path target) throws ProblemException {
    try {
      AtomicFiles.syncFolder(prepared);
      Files.move(prepared, target, StandardCopyOption.ATOMIC_MOVE);
      var parent = target.toAbsolutePath().getParent();
      if (parent != null) {
        AtomicFiles.syncFolder(parent);
      }
    } catch (IOException e) {
      throw Storage.problem(target, e);
    }
  }

  /** The names in a folder, sorted; none when it does not exist. */
  public static List<String> names(Path folder) throws ProblemException {
    try (var entries = Files.list(folder)) {
      return entries.map(each -> String.valueOf(each.getFileName())).sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (UncheckedIOException e) {
      throw Storage.problem(folder, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw Storage.problem(folder, e);
    }
  }

  /** Deletes a folder with all that is in it, if it is there; links are not followed. */
  public static void delete(Path folder) throws ProblemException {
    try {
      Files.walkFileTree(folder, new Deletion());
    } catch (IOException e) {
      throw Storage.problem(folder, e);
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException thrown) throws IOException {
      if (thrown instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw thrown;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException thrown)
        throws IOException {
      if (thrown != null) {
        throw thrown;
      }
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
