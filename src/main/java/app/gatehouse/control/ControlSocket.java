package app.gatehouse.control;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a home's control socket lies. Socket paths are short on every system (107 bytes on Linux),
 * homes are not: so the socket lies in the user's folder for sockets, and the home holds its path.
 */
public final class ControlSocket {
  /** What fits into {@code sockaddr_un} on Linux; macOS takes 103. */
  static final int MAX_PATH = 103;

  private static final String POINTER = "control.path";
  private static final String OWNER_ONLY = "rwx------";

  private ControlSocket() {}

  /**
   * Chooses the socket's path for a home, and makes its folder, which only this user may enter.
   *
   * @param runtime the user's folder for sockets ({@code $XDG_RUNTIME_DIR}), where there is one
   * @throws ProblemException {@code storage-denied} when the folder is another user's
   */
  public static Path prepare(Path home, Optional<Path> runtime) throws ProblemException {
    var name = shortHash(home.toAbsolutePath().normalize()) + ".sock";
    if (runtime.isPresent() && Files.isDirectory(runtime.get())) {
      var path = runtime.get().resolve("gatehouse").resolve(name);
      if (fits(path) && tryFolder(path) == null) {
        return path;
      }
    }
    var shared = Path.of(System.getProperty("java.io.tmpdir"));
    var path = shared.resolve("gatehouse-" + Peers.ownId()).resolve(name);
    if (!fits(path)) {
      path = Path.of("/tmp").resolve("gatehouse-" + Peers.ownId()).resolve(name);
    }
    var refused = tryFolder(path);
    if (refused != null) {
      throw new ProblemException(denied(path, refused), refused);
    }
    return path;
  }

  /** The socket of the service that runs, or ran last, for a home. */
  public static Optional<Path> of(Path home) {
    try {
      var pointer = home.resolve(POINTER);
      if (!Files.isRegularFile(pointer, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
      var path = Files.readString(pointer).strip();
      return path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Writes into the home where its service listens.
   *
   * @throws ProblemException {@code storage-denied} or {@code storage-full}
   */
  public static void announce(Path home, Path socket) throws ProblemException {
    var pointer = home.resolve(POINTER);
    var fresh = home.resolve(POINTER + ".new");
    try {
      Files.writeString(fresh, socket + "\n");
      Files.move(fresh, pointer, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      discard(fresh);
      throw new ProblemException(denied(pointer, e), e);
    }
  }

  private static void discard(Path fresh) {
    try {
      Files.deleteIfExists(fresh);
    } catch (IOException e) {
      // The next service writes over it.
    }
  }

  /** Takes that back, if it still speaks of this socket. */
  public static void withdraw(Path home, Path socket) {
    if (of(home).equals(Optional.of(socket))) {
      try {
        Files.deleteIfExists(home.resolve(POINTER));
      } catch (IOException e) {
        // A client then finds nobody at the socket, which says the same.
      }
    }
  }

  /** Whether somebody accepts connections there. */
  static boolean isAlive(Path socket) {
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      return channel.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  static boolean fits(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length <= MAX_PATH;
  }

  /** Why the folder cannot be used; null when it can. */
  private static @Nullable IOException tryFolder(Path socket) {
    var folder = socket.getParent();
    if (folder == null) {
      return new IOException("no folder");
    }
    try {
      makeOwn(folder);
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  private static void makeOwn(Path folder) throws IOException {
    var posix = Files.getFileStore(existing(folder)).supportsFileAttributeView("posix");
    var ownerOnly = PosixFilePermissions.fromString(OWNER_ONLY);
    try {
      Files.createDirectory(
          folder,
          posix
              ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(ownerOnly)}
              : new FileAttribute<?>[0]);
    } catch (FileAlreadyExistsException e) {
      // In a folder that all may write to, another user can have made it first: a trap.
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw new IOException(folder + " is not a folder", e);
      }
      if (!posix) {
        return;
      }
      var view =
          Files.getFileAttributeView(
              folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
      if (!Peers.isThisUser(view.getOwner())) {
        throw new IOException(folder + " belongs to " + view.getOwner().getName(), e);
      }
      if (!view.readAttributes().permissions().equals(ownerOnly)) {
        view.setPermissions(ownerOnly);
      }
    }
  }

  private static Path existing(Path folder) {
    var parent = folder.getParent();
    return parent == null ? folder : parent;
  }

  private static Problem denied(Path path, IOException thrown) {
    var isFull = String.valueOf(thrown.getMessage()).contains("No space left");
    return Problem.error(isFull ? ProblemCode.STORAGE_FULL : ProblemCode.STORAGE_DENIED)
        .with("file", path)
        .cause(thrown);
  }

  private static String shortHash(Path home) {
    try {
      var text = home.toString().getBytes(StandardCharsets.UTF_8);
      var hash = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
