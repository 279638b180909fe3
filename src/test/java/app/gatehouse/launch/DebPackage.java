package app.gatehouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.support.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;

/** The .deb of what was built here. */
final class DebPackage {
  private DebPackage() {}

  /**
   * Packs the release image, which is made first where it is not there or older, and lays the
   * package into {@code /root} of a machine.
   *
   * @param folder for what comes in between
   */
  static void bring(String version, Path folder, Machine machine)
      throws IOException, InterruptedException {
    var image = Path.of("target/dist/gatehouse");
    if (isStale(image)) {
      var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      here(java, "packaging/image/BuildImage.java", "target/gatehouse", image.toString());
    }
    here("bash", "packaging/linux/build-packages.sh", image.toString(), version, folder.toString());
    try (var made = Files.newDirectoryStream(folder, "gatehouse_" + version + "_*.deb")) {
      for (var deb : made) {
        Files.move(deb, machine.file("/root/" + deb.getFileName()));
      }
    }
  }

  private static boolean isStale(Path image) throws IOException {
    var jar = image.resolve("lib/gatehouse.jar");
    return !Files.exists(image.resolve("lib/gatehouse.aot"))
        || Comparator.<FileTime>naturalOrder()
                .compare(
                    Files.getLastModifiedTime(jar),
                    Files.getLastModifiedTime(Path.of("target/gatehouse/lib/gatehouse.jar")))
            < 0;
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
