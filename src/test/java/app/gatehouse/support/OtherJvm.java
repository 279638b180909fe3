package app.gatehouse.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A Java program of the tests in a JVM of its own: as another user, or where a folder is full or
 * read-only. Skips the test with a reason where this user may not do that.
 */
public final class OtherJvm {
  /** Who has no rights anywhere ({@code nobody}). */
  public static final int STRANGER = 65534;

  private OtherJvm() {}

  /** The same user in the same place. */
  public static ChildProcess.Builder plain(Class<?> main, Object... arguments) {
    return builder(List.of(), System.getProperty("java.class.path"), main, arguments);
  }

  /**
   * As a user without any rights. What it shall reach must be open to all; the classes are copied
   * to where it may read them.
   */
  public static ChildProcess.Builder asStranger(Class<?> main, Object... arguments) {
    Servers.requireRoot();
    Servers.require("setpriv");
    return builder(
        List.of(
            "setpriv",
            "--reuid=" + STRANGER,
            "--regid=" + STRANGER,
            "--clear-groups",
            "--no-new-privs"),
        Readable.CLASS_PATH,
        main,
        arguments);
  }

  /** With a folder that is a disk of this size, such as {@code 256k}. */
  public static ChildProcess.Builder withSmallDisk(
      Path folder, String size, Class<?> main, Object... arguments) {
    return withMounts("mount -t tmpfs -o size=" + size + " tmpfs " + folder, main, arguments);
  }

  /** With no more than so many files open at a time. */
  public static ChildProcess.Builder withOpenFiles(int most, Class<?> main, Object... arguments) {
    return builder(
        List.of("sh", "-c", "ulimit -n " + most + " && exec \"$@\"", "sh"),
        System.getProperty("java.class.path"),
        main,
        arguments);
  }

  /** With a folder that nobody can write to, whoever they are. */
  public static ChildProcess.Builder withReadOnly(Path folder, Class<?> main, Object... arguments) {
    return withMounts(
        "mount --bind " + folder + " " + folder + " && mount -o remount,bind,ro " + folder,
        main,
        arguments);
  }

  private static ChildProcess.Builder withMounts(
      String mounts, Class<?> main, Object... arguments) {
    Servers.requireMounts();
    return builder(
        List.of("unshare", "-Urm", "sh", "-c", mounts + " && exec \"$@\"", "sh"),
        System.getProperty("java.class.path"),
        main,
        arguments);
  }

  private static ChildProcess.Builder builder(
      List<String> prefix, String classPath, Class<?> main, Object... arguments) {
    var command = new ArrayList<String>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp", classPath));
    command.add(main.getName());
    for (var argument : arguments) {
      command.add(argument.toString());
    }
    return ChildProcess.of(
        Path.of(command.getFirst()), command.subList(1, command.size()).toArray());
  }

  /** Made once for each run of the tests. */
  private static final class Readable {
    static final String CLASS_PATH = copy();

    private static String copy() {
      try {
        var folder = Files.createTempDirectory("gatehouse-classes");
        folder.toFile().deleteOnExit();
        Files.setPosixFilePermissions(
            folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        var number = 0;
        var copies = new ArrayList<Path>();
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
          // JavaFX and Netty's natives are large, and no stranger needs them.
          if (!entry.contains("openjfx") && !entry.contains("tcnative") && !entry.isEmpty()) {
            copies.add(copyTree(Path.of(entry), folder.resolve("part" + number++)));
          }
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteTree(folder)));
        return copies.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Path copyTree(Path from, Path to) throws IOException {
      if (!Files.exists(from)) {
        return to;
      }
      try (var files = Files.walk(from)) {
        for (var file : (Iterable<Path>) files::iterator) {
          var copy = to.resolve(from.relativize(file).toString());
          if (Files.isDirectory(file)) {
            Files.createDirectories(copy);
          } else {
            Files.copy(file, file.equals(from) ? to : copy, StandardCopyOption.REPLACE_EXISTING);
          }
        }
      }
      return to;
    }

    private static void deleteTree(Path folder) {
      try (var files = Files.walk(folder)) {
        files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      } catch (IOException e) {
        // It lies in the folder for temporary files.
      }
    }
  }
}
