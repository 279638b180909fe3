package app.gatehouse.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** A new API key on its way to whoever will use it. */
final class KeyFile {
  private KeyFile() {}

  /**
   * Writes a new file that only its owner may read.
   *
   * @throws FileAlreadyExistsException when there is a file already: it may hold another key
   */
  static void write(Path file, String key) throws IOException {
    var posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] rights =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Files.createFile(file, rights);
    Files.writeString(file, key + "\n", StandardCharsets.US_ASCII, StandardOpenOption.WRITE);
  }
}
