package app.gatehouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.support.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The .deb of what was built here. */
final class DebPackage {
  private static final String IMAGE = "target/dist/gatehouse";
  private static boolean made;

  private DebPackage() {}

  /**
   * Packs the release image and lays the package into {@code /root} of a machine.
   *
   * @param folder for what comes in between
   */
  static void bring(String version, Path folder, Machine machine)
      throws IOException, InterruptedException {
    makeImage();
    here("bash", "packaging/linux/build-packages.sh", IMAGE, version, folder.toString());
    try (var made = Files.newDirectoryStream(folder, "gatehouse_" + version + "_*.deb")) {
      for (var deb : made) {
        Files.move(deb, machine.file("/root/" + deb.getFileName()));
      }
    }
  }

  /** Anew in each run: what it is made of is more than can be compared. */
  private static synchronized void makeImage() throws IOException, InterruptedException {
    if (!made) {
      var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      here(java, "packaging/image/BuildImage.java", "target/gatehouse", IMAGE);
      made = true;
    }
  }

  private static void here(String... command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).inheritIO();
    // Packed and read once: not worth a minute of compression.
    builder.environment().put("DEB_COMPRESSION", "none");
    var process = builder.start();
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
  }
}
